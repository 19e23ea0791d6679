package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSuffixTest {

  @ParameterizedTest
  @CsvSource({
    "s, seconds, 1",
    "m, seconds, 60",
    "h, seconds, 3600",
    "ms, seconds, -1",
    "ms, milliseconds, 1",
    "s, milliseconds, 1000",
    "h, milliseconds, 3600000",
    "d, seconds, -1",
    "S, seconds, -1"
  })
  void isAFactorOfTheUnit(String suffix, String unit, int factor) {
    assertEquals(factor, TimeSuffix.factor(suffix, unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ms", "s", "m", "h", "x"})
  void doesNotFitWhatIsNoTime(String suffix) {
    assertTrue(TimeSuffix.factor(suffix, "probes") < 0);
  }
}
