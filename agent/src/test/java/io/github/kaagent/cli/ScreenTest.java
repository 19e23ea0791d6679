package io.github.kaagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1 s",
    "45000, 45 s",
    "119000, 119 s",
    "120000, 2 min",
    "121000, 3 min",
    "3600000, 1 h 0 min",
    "6180000, 1 h 43 min"
  })
  void aDurationIsRoundedUpToWhatSomebodyWaitsFor(long millis, String text) {
    assertEquals(text, Screen.duration(millis));
  }
}
