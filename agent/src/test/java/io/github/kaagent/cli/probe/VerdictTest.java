package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          answered:12                          | true  | kept   | nothing was forgotten: 12 s of silence were survived
          answered:340 silent:356 silent:356   | true  | silent | forgotten silently between 340 and 356 s
          silent:15 silent:15                  | true  | silent | forgotten silently within 15 s
          answered:4 reset:5 reset:5           | true  | reset  | forgotten between 4 and 5 s, and reset when used
          answered:4 reset:8:5010 reset:9:5020 | true  | reset  | reset by somebody on the way or by the other end between 4 and 5 s, unasked
          answered:4 closed:8:5120 closed:9:5130 | true | closed | closed by the other end itself between 4 and 5.1 s: its own limit, which no
          answered:46                          | false | null   | 46 s of silence were survived so far
          answered:46 silent:81                | false | null   | 46 s of silence were survived so far; lost once after 81 s, not repeated yet
          open:15:300                          | false | null   | nothing is known yet
          """)
  void isOneWordForProgramsAndALineForPeople(
      String connections, boolean finished, String word, String line) {
    Verdict verdict = new Verdict(FindingsTest.findings(connections), finished);

    assertEquals(word, verdict.word());
    assertEquals(line, verdict.text().lines().findFirst().orElseThrow());
    assertEquals("silent".equals(word) || "reset".equals(word), verdict.isForgotten());
  }

  @Test
  void aLossThatDoesNotCountIsToldBesides() {
    Findings found = FindingsTest.findings("answered:15 silent:26 answered:46");

    assertEquals(
        """
        nothing was forgotten: 46 s of silence were survived
        (not counted, for longer silences were survived: lost once)
        """,
        new Verdict(found, true).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          answered:12              | null
          answered:12 silent:15    | a connection was lost after 15 s, but only once; it could not be repeated
          talked:15                | the other end sends something by itself all the time; no connection is ever silent
          refused:15:3             | the other end closes every connection at once
          unconnected:15           | no connection could be opened: null
          """)
  void whatCouldNotBeMeasuredHasAReason(String connections, String reason) {
    String whyNot = new Verdict(FindingsTest.findings(connections), true).whyNot();

    assertEquals(reason, whyNot);
  }
}
