package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was seen in the lab: a line a kind of connection and end, with the JDKs and their times. */
final class Report {

  private record Row(String kind, String end) {}

  private static final String ANSWER = "an answer";

  private final String title;
  private final Map<Row, Map<Integer, Double>> rows = new LinkedHashMap<>();

  Report(String title) {
    this.title = title;
  }

  /** {@code since} is when the wait began. */
  void add(Jdk jdk, Outcome outcome, long since) {
    rows.computeIfAbsent(new Row(outcome.kind(), shortened(outcome.what())), row -> new TreeMap<>())
        .put(jdk.feature(), (outcome.at() - since) / 1000.0);
  }

  void print() {
    StringBuilder text =
        new StringBuilder("\n" + title + "\n\n| | JDK: s | it ends with |\n|---|---|---|\n");
    rows.forEach(
        (row, times) -> {
          text.append("| ").append(row.kind()).append(" | ");
          String comma = "";
          for (Map.Entry<Integer, Double> time : times.entrySet()) {
            text.append(comma).append(time.getKey());
            text.append(String.format(Locale.ROOT, ": %.1f", time.getValue()));
            comma = ", ";
          }
          text.append(" | ").append(row.end()).append(" |\n");
        });
    System.out.println(text);
  }

  /** What was answered, and what came later than that. */
  void assertAllExceptionsWithin(long milliseconds) {
    List<String> wrong = new ArrayList<>();
    rows.forEach(
        (row, times) ->
            times.forEach(
                (jdk, seconds) -> {
                  if (row.end().equals(ANSWER) || seconds * 1000 > milliseconds) {
                    wrong.add(row + " on " + jdk + " after " + seconds + " s");
                  }
                }));
    assertEquals(List.of(), wrong);
  }

  /** The port that it was answered with is another one each time. */
  private static String shortened(String what) {
    return what.startsWith("answered ") ? ANSWER : what;
  }
}
