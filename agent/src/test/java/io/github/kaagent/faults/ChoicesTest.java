package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as chosen by the application, and what does not. */
class ChoicesTest {

  static Stream<Arguments> modesOnEveryJdk() {
    return Jdks.all().stream()
        .flatMap(
            jdk -> Stream.of("enforce", "cap", "default").map(mode -> Arguments.of(jdk, mode)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("modesOnEveryJdk")
  void aSetterThatIsRefusedLeavesNoTrace(Jdk jdk, String mode) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("idle=61,intvl=7,cnt=5,mode=" + mode),
            "-cp",
            ChildJvm.programs(),
            "programs.faults.FailedSetters")) {
      child.awaitLine("refused ");
      child.awaitLine("held");
      Map<String, String> values = Named.values(child);
      assertEquals(6, values.size(), child::printed);
      assertEquals(Set.of("1/61/7/5 0"), Set.copyOf(values.values()), values::toString);
      child.kill();
      assertEquals(List.of(), Named.news(child), child::printed);
    }
  }

  /** Even if the value that the application chose is the machine's default by now. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("modesOnEveryJdk")
  void aChoiceIsToldFromTheMachinesDefaultEvenIfThatChanges(Jdk jdk, String mode) throws Exception {
    String chosen = mode.equals("enforce") ? "1/61/7/5 0" : "1/30/7/5 0";
    try (ChildJvm child =
        OwnNetwork.start(
            jdk,
            "true",
            List.of(
                ChildJvm.agent("idle=61,intvl=7,cnt=5,mode=" + mode),
                "-cp",
                ChildJvm.programs(),
                "programs.faults.ChangingDefaults"))) {
      child.awaitLine("held");
      assertEquals(Map.of("chosen", chosen, "nothing", "1/61/7/5 0"), Named.values(child));
    }
  }

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatTheJdkRefusesOrRacesForIsNoFailureOfTheAgents(Jdk jdk) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=90000,only=loopback"),
            "-cp",
            ChildJvm.programs(),
            "programs.faults.TriesAgain")) {
      child.awaitLine("held");
      String status = Asked.status(child);
      assertTrue(status.matches("(?s).*\\n  failed +0\\n.*\\nfailures: none\\n.*"), status);
      assertEquals(Map.of("connected", "1/61/7/5 90000"), Named.values(child));
      child.kill();
      assertEquals(List.of(), Named.news(child), child::printed);
    }
  }

  /** Of an asynchronous one that is closed the JDK says so only after the join point. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aClosedChannelDoesNotSetTheOptionsOfWhoeverHasItsNumber(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "default", "ClosedChannels")) {
      child.awaitLine("held");
      assertEquals(Map.of("off", "0/61/7/5 0"), Named.values(child));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aListenerThatNobodyComesToTakesNoRoom(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "default", "PollsAccept")) {
      child.awaitLine("held");
      assertEquals(Map.of("off", "0/61/7/5 0", "accepted", "1/30/7/5 0"), Named.values(child));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isInForceAgainAfterAModeThatOverruledIt(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "default", "ChoosesIdle")) {
      child.awaitLine("held");
      assertEquals(Map.of("chosen", "1/10/7/5 0", "nothing", "1/61/7/5 0"), Named.values(child));
      Asked.attach(child, "idle=90,intvl=8,cnt=6");
      assertEquals(Map.of("chosen", "1/90/8/6 0", "nothing", "1/90/8/6 0"), Named.values(child));
      Asked.attach(child, "idle=61,intvl=7,cnt=5,mode=default");
      assertEquals(Map.of("chosen", "1/10/7/5 0", "nothing", "1/61/7/5 0"), Named.values(child));
      Asked.attach(child, "idle=90,intvl=8,cnt=6");
      child.say("");
      child.awaitLine("held");
      assertEquals(Map.of("chosen", "1/90/8/6 0", "nothing", "1/90/8/6 0"), Named.values(child));
      Asked.attach(child, "idle=61,intvl=7,cnt=5,mode=default");
      assertEquals(Map.of("chosen", "1/20/7/5 0", "nothing", "1/61/7/5 0"), Named.values(child));
    }
  }

  private static ChildJvm start(Jdk jdk, String mode, String program) throws Exception {
    return ChildJvm.start(
        jdk,
        ChildJvm.agent("idle=61,intvl=7,cnt=5,mode=" + mode),
        "-Xmn100m", // no young garbage is collected meanwhile
        "-cp",
        ChildJvm.programs(),
        "programs.faults." + program);
  }
}
