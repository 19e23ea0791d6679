package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TCP_USER_TIMEOUT would bound a connect, too, if it were set before (tcp(7)). */
class UserTimeoutTest {

  private static final Map<Jdk, ChildJvm> CHILDREN = new LinkedHashMap<>();

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  /** All children at once, since each waits for seconds. */
  @BeforeAll
  static void start() throws Exception {
    for (Jdk jdk : jdks()) {
      CHILDREN.put(
          jdk,
          ChildJvm.start(
              jdk,
              ChildJvm.agent("user_timeout=100"),
              "-cp",
              ChildJvm.programs(),
              "programs.ConnectsToSilence"));
    }
  }

  @AfterAll
  static void stop() {
    CHILDREN.values().forEach(ChildJvm::close);
    CHILDREN.clear();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void doesNotCutAConnectShort(Jdk jdk) {
    ChildJvm child = CHILDREN.get(jdk);
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
