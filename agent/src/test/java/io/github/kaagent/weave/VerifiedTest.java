package io.github.kaagent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Has the JVM verify woven classes of the JDK, which it usually does not. */
class VerifiedTest {

  static Stream<Arguments> everyKindOnEveryJdk() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("Socket", "SocketChannel", "AsynchronousSocketChannel")
                    .map(kind -> Arguments.of(jdk, kind)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everyKindOnEveryJdk")
  void wovenClassesVerify(Jdk jdk, String kind) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+BytecodeVerificationLocal",
            ChildJvm.agent("log=warn"),
            "-cp",
            ChildJvm.programs(),
            "programs.OpensPairs",
            kind,
            "2")) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(
          List.of(),
          child.err().stream().filter(line -> !line.contains("deprecated")).toList(),
          child::printed);
    }
  }
}
