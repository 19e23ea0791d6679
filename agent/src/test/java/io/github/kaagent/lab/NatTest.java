package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A router translates addresses, and forgets a connection that is silent for four seconds. */
class NatTest {

  private static final int FORGOTTEN_SECONDS = 4;

  /** Both are short, since answered probes are max(idle, intvl) apart, see {@link CadenceTest}. */
  private static final String TIMINGS = "idle=1,intvl=1";

  private static final long SILENCE = 10_000;

  /** Milliseconds for an answer. HikariCP takes another connection only after five seconds. */
  private static final long ANSWERED = 4000;

  /** This pool tests a connection, for a limited time, before it hands it out. */
  private static final String TESTING_POOL = "HikariCP";

  private static final Map<Jdk, ChildJvm> WITH = new LinkedHashMap<>();
  private static final Map<Jdk, ChildJvm> WITHOUT = new LinkedHashMap<>();

  /** Each program's answers before the silence; the same connection gives the same answer again. */
  private static final Map<ChildJvm, List<String>> BEFORE = new LinkedHashMap<>();

  @AutoClose("stop")
  private static OtherEnd otherEnd;

  private static long askedAgain;

  @BeforeAll
  static void askAndAskAgainAfterALongSilence() throws Exception {
    Lab lab = Lab.open();
    otherEnd = new OtherEnd(lab);
    lab.translateAddresses();
    for (Jdk jdk : Jdks.those(17, 25)) {
      WITH.put(jdk, start(jdk, ChildJvm.agent(TIMINGS)));
      WITHOUT.put(jdk, start(jdk, "-Dwithout=agent"));
    }
    children().forEach(child -> child.awaitLine("open"));
    askAll(); // the first round takes longer
    lab.forgetAfter(FORGOTTEN_SECONDS);
    askAll();
    Thread.sleep(SILENCE); // the silence that is tested
    askedAgain = System.currentTimeMillis();
    children().forEach(child -> child.say("port"));
  }

  @Test
  void everyConnectionStillAnswers() {
    Report report =
        new Report("Silent for 10 s, forgotten after 4 s, " + TIMINGS + ", since it was asked");
    WITH.forEach(
        (jdk, child) -> {
          List<Outcome> outcomes = Outcome.await(child, kinds());
          outcomes.forEach(outcome -> report.add(jdk, outcome, askedAgain));
          assertEquals(BEFORE.get(child), answers(outcomes), "another connection");
        });
    report.print();
    report.assertAnswersWithin(ANSWERED);
  }

  @Test
  void withoutTheAgentNoConnectionAnswers() throws Exception {
    // There is no event to wait for: nothing is to happen until then.
    Thread.sleep(Math.max(0, askedAgain + ANSWERED - System.currentTimeMillis()));
    assertAll(
        WITHOUT.values().stream()
            .map(
                child ->
                    () ->
                        assertEquals(
                            2L * kinds().size(), // before the silence
                            child.out().stream().filter(line -> line.contains("|")).count(),
                            child::printed)));
  }

  @Test
  void withoutTheAgentAPoolThatTestsItsConnectionsOpensAnother() {
    Report report = new Report("The same without the agent");
    WITHOUT.forEach(
        (jdk, child) -> {
          Outcome outcome = Outcome.await(child, List.of(TESTING_POOL)).get(0);
          report.add(jdk, outcome, askedAgain);
          assertNotEquals(
              BEFORE.get(child).get(kinds().indexOf(TESTING_POOL)),
              outcome.what(),
              "the same connection");
        });
    report.print();
  }

  private static List<String> kinds() {
    return List.of(
        "Socket",
        "SocketChannel",
        "AsynchronousSocketChannel",
        "accepted-Socket",
        "pgjdbc",
        TESTING_POOL,
        "DBCP",
        "HttpURLConnection",
        "HttpClient",
        "Netty-epoll");
  }

  private static void askAll() {
    children().forEach(child -> child.say("port"));
    for (ChildJvm child : children()) {
      List<Outcome> outcomes = Outcome.await(child, kinds());
      outcomes.forEach(outcome -> assertTrue(outcome.isAnswer(), outcomes::toString));
      BEFORE.put(child, answers(outcomes));
    }
  }

  private static ChildJvm start(Jdk jdk, String option) throws Exception {
    return otherEnd.startAsking(jdk, option, kinds());
  }

  private static List<ChildJvm> children() {
    return Stream.of(WITH, WITHOUT).flatMap(map -> map.values().stream()).toList();
  }

  private static List<String> answers(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::what).toList();
  }
}
