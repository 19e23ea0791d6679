package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TCP_USER_TIMEOUT bounds a connect too if it is set before (tcp(7)). */
class UserTimeoutTest {

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void doesNotCutAConnectShort(Jdk jdk) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("user_timeout=100"),
            "-cp",
            ChildJvm.programs(),
            "programs.ConnectsToSilence")) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(
          Set.of(
              "Socket: SocketTimeoutException",
              "channel.socket(): SocketTimeoutException",
              "SocketChannel: SocketTimeoutException",
              "AsynchronousSocketChannel: TimeoutException"),
          Set.copyOf(child.out()),
          child::printed);
    }
  }
}
