package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          idle         ~ 1..32767 seconds, or system               ~ 1..32767|system
          user_timeout ~ 1..2147483647 milliseconds, or auto, off  ~ 1..2147483647|auto|off
          mode         ~ enforce, cap, default, report             ~ enforce|cap|default|report
          only         ~ [in:|out:]HOST[:PORTS]                    ~ [in:|out:]HOST[:PORTS]
          log_file     ~ a file                                    ~ FILE
          """)
  void saysWhatIsAllowed(String key, String allowed, String compact) {
    Argument argument = Argument.of(key);
    assertEquals(allowed, argument.allowed());
    assertEquals(compact, argument.compact());
  }

  @ParameterizedTest
  @CsvSource({
    "idle, 60, 60",
    "idle, 90s, 90",
    "idle, 5m, 300",
    "idle, 2h, 7200",
    "idle, 0, -1",
    "idle, 32768, -1",
    "idle, system, -1",
    "idle, 60ms, -1",
    "idle, 1d, -1",
    "idle, 90S, -1",
    "user_timeout, 2ms, 2",
    "user_timeout, 2s, 2000",
    "user_timeout, 2m, 120000",
    "user_timeout, 2h, 7200000",
    "cnt, 5, 5",
    "cnt, 5ms, -1",
    "cnt, 5s, -1",
    "cnt, 5m, -1",
    "cnt, 5h, -1",
    "cnt, 5x, -1"
  })
  void aNumberIsInTheArgumentsUnitAndRange(String key, String text, int number) {
    assertEquals(number, Argument.of(key).number(text));
  }

  @ParameterizedTest
  @CsvSource({
    "idle, system, true",
    "idle, syst, false",
    "idle, off, false",
    "mode, cap, true",
    "mode, cap|default, false",
    "mode, '', false",
    "config, x, true",
    "config, '', false"
  })
  void acceptsWordsAndNumbersAndFreeText(String key, String text, boolean accepted) {
    assertEquals(accepted, Argument.of(key).accepts(text));
  }
}
