package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the application chose is kept for a bounded number of sockets: closed ones don't count. */
class ClosedSocketsTest {

  private static final int MORE_THAN_ARE_KEPT = 65_600;

  static Stream<Arguments> kinds() {
    return Jdks.those(8, 17, 25).stream()
        .flatMap(
            jdk ->
                Stream.of("Socket", "SocketChannel", "AsynchronousSocketChannel")
                    .map(kind -> Arguments.of(jdk, kind)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("kinds")
  void leaveRoomForWhatIsChosenForTheNext(Jdk jdk, String kind) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("idle=61,intvl=7,cnt=5,mode=cap"),
            "-cp",
            ChildJvm.programs(),
            "programs.ClosesMany",
            kind,
            String.valueOf(MORE_THAN_ARE_KEPT))) {
      int port = Integer.parseInt(child.awaitLine("connected ").substring("connected ".length()));

      assertEquals(
          List.of("1/13/7/5"),
          KernelSockets.of(child.pid()).stream()
              .filter(row -> row.local().getPort() == port)
              .map(Row::values)
              .toList(),
          child::printed);
    }
  }
}
