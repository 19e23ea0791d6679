package io.github.kaagent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00.000Z",
        "1999-12-31T23:59:59.999Z",
        "2000-02-28T09:08:07.006Z",
        "2000-02-29T00:00:00.001Z",
        "2000-03-01T00:00:00.010Z",
        "2026-11-22T23:53:21.123Z",
        "2028-02-29T12:00:00.100Z",
        "2100-02-28T23:59:59.000Z",
        "2100-03-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z"
      })
  void hasTheTimeAsIsoWritesIt(String time) {
    assertEquals(
        "ka-agent " + time + " info text",
        new LogLine(Instant.parse(time).toEpochMilli(), "info", "text", 1).toString());
  }

  @Test
  void isOneLineWhateverIsInTheText() {
    assertEquals(
        "ka-agent 1970-01-01T00:00:00.000Z warn a  b c d", line("a\r\nb\tc\u0085d").toString());
  }

  @Test
  void isCutOffWhereNobodyReadsOn() {
    assertTrue(line("x".repeat(4096)).toString().endsWith(" " + "x".repeat(4096)));
    String text = line("x".repeat(4097)).toString();

    assertEquals("x".repeat(4096) + "...", text.substring(text.indexOf('x')));
  }

  @Test
  void saysHowManyLinesAreMissing() {
    assertTrue(LogLine.ofLost(1).toString().endsWith("Z warn 1 line lost before this one"));
    assertTrue(LogLine.ofLost(12).toString().endsWith("Z warn 12 lines lost before this one"));
    assertEquals(12, LogLine.ofLost(12).count);
  }

  private static LogLine line(String text) {
    return new LogLine(0, "warn", text, 1);
  }
}
