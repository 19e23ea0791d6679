package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeResultTest {

  @ParameterizedTest
  @CsvSource({
    "ANSWERED, 15, 19500, true, false, 15000",
    "SILENT, 15, 18100, false, false, 15000",
    "RESET, 15, 15020, false, false, 15000",
    "RESET, 15, 14990, false, false, 15000", // The kernel's clock was ahead of ours.
    "RESET, 15, 14900, false, false, 15000",
    "RESET, 15, 9000, false, true, 9000",
    "CLOSED, 15, 9000, false, true, 9000",
    "CLOSED, 15, 15000, true, true, 15000",
    "CLOSED, 15, 16000, true, true, 16000",
    "REFUSED, 15, 3, false, false, 15000"
  })
  void anUnaskedEndCountsWhenItCameAndAnyOtherWhenTheProbeWasSent(
      Fate fate, int idle, long after, boolean lived, boolean unasked, long deadAt) {
    ProbeResult ended = new ProbeResult(idle, fate, after, null);

    assertEquals(lived, ended.hasLived());
    assertEquals(unasked, ended.isUnasked());
    assertEquals(deadAt, ended.deadAtMillis());
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent 15 18093", "answered 7200 7204500", "open 0 0"})
  void aListenersAnswerIsReadAsItIsWritten(String answer) {
    assertEquals(answer, ProbeResult.of(15, answer).answer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "silent", "silent 15", "silent x 1", "HTTP/1.1 400 Bad Request"})
  void anythingElseIsNoAnswer(String answer) {
    ProbeResult ended = ProbeResult.of(15, answer);

    assertEquals(Fate.UNCONNECTED, ended.fate);
    assertEquals(15, ended.idle);
  }

  @Test
  void aFateThatIsNotKnownIsOpen() {
    assertEquals(Fate.OPEN, ProbeResult.of(15, "eaten 15 1").fate);
  }
}
