package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent weaves classes while they are loaded, by any thread and in any order. */
class ClassLoadingTest {

  private static final int TIMES = 100;
  private static final int AT_ONCE = 4;

  private static final List<String> FIRST =
      List.of(
          "java.net.Socket",
          "java.net.ServerSocket",
          "javax.net.ssl.SSLSocket",
          "sun.nio.ch.SocketChannelImpl",
          "sun.nio.ch.AsynchronousSocketChannelImpl",
          "sun.nio.ch.UnixAsynchronousSocketChannelImpl",
          "java.lang.management.ManagementFactory");

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  static Stream<Arguments> firstClasses() {
    return FIRST.stream()
        .flatMap(name -> Jdks.those(8, 17, 25).stream().map(jdk -> Arguments.of(name, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("firstClasses")
  void anyClassMayBeTheFirstThatIsWoven(String name, Jdk jdk) throws Exception {
    Ran talk =
        Ran.talk(
            jdk,
            List.of(ChildJvm.agent("idle=61,intvl=7,cnt=5")),
            ChildJvm.programs(),
            "programs.guest.TalksAfterLoading",
            name);

    talk.isCoveredWith("1/61/7/5");
    assertEquals(1, talk.err().size(), talk::toString);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fiftyThreadsMayConnectLoadClassesAndLogAtOnceAHundredTimes(Jdk jdk) throws Exception {
    Ran expected = new Ran(3, List.of("50 alive, 50 logged"), List.of(), List.of());
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Ran>> runs = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        runs.add(
            threads.submit(
                () ->
                    Ran.program(
                        jdk,
                        "-XX:TieredStopAtLevel=1",
                        ChildJvm.agent("log=warn"),
                        "-cp",
                        ChildJvm.programs(),
                        "programs.guest.ManyThreads")));
      }
      for (Future<Ran> run : runs) {
        assertEquals(expected, run.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
