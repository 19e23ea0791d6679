package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Results of the lab: one line per kind of connection and way it ended, with the times by JDK. */
final class Report {

  private static final String ANSWER = "an answer";

  private final String title;

  /** Seconds by kind of connection, way it ended, and JDK. */
  private final Map<String, Map<String, SortedMap<Integer, Double>>> kinds = new LinkedHashMap<>();

  Report(String title) {
    this.title = title;
  }

  /** Adds an outcome of a wait that began at {@code since}. */
  void add(Jdk jdk, Outcome outcome, long since) {
    // An answer names a port, which is another one each time.
    String end = outcome.isAnswer() ? ANSWER : outcome.what();
    kinds
        .computeIfAbsent(outcome.kind(), kind -> new LinkedHashMap<>())
        .computeIfAbsent(end, which -> new TreeMap<>())
        .put(jdk.feature(), (outcome.at() - since) / 1000.0);
  }

  void print() {
    StringBuilder text = new StringBuilder("\n" + title + ":\n\n");
    text.append("| kind | seconds, by JDK | ends with |\n|---|---|---|\n");
    kinds.forEach(
        (kind, ends) ->
            ends.forEach(
                (end, times) ->
                    text.append("| ")
                        .append(kind)
                        .append(" | ")
                        .append(times(times))
                        .append(" | ")
                        .append(end)
                        .append(" |\n")));
    System.out.println(text);
  }

  void assertExceptionsWithin(long milliseconds) {
    assertAllWithin(milliseconds, false);
  }

  void assertAnswersWithin(long milliseconds) {
    assertAllWithin(milliseconds, true);
  }

  private void assertAllWithin(long milliseconds, boolean answers) {
    List<String> wrong = new ArrayList<>();
    kinds.forEach(
        (kind, ends) ->
            ends.forEach(
                (end, times) ->
                    times.forEach(
                        (jdk, seconds) -> {
                          if (end.equals(ANSWER) != answers || seconds * 1000 > milliseconds) {
                            wrong.add(kind + ", JDK " + jdk + ": " + end + " after " + seconds);
                          }
                        })));
    assertEquals(List.of(), wrong);
  }

  private static String times(SortedMap<Integer, Double> times) {
    return times.entrySet().stream()
        .map(time -> String.format(Locale.ROOT, "%d: %.1f", time.getKey(), time.getValue()))
        .collect(Collectors.joining(", "));
  }
}
