package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentTest {

  @Test
  void theTableHasEveryArgument() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Field field : Argument.class.getDeclaredFields()) {
      if (field.getType() == Argument.class) {
        field.setAccessible(true);
        constants.add(field.get(null));
      }
    }
    assertEquals(Argument.ALL, constants);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      nullValues = "none",
      textBlock =
          """
          idle         ~ 1..32767 seconds, or system               ~ 1..32767|system           ~ 60
          user_timeout ~ 1..2147483647 milliseconds, or auto, off  ~ 1..2147483647|auto|off    ~ off
          mode         ~ enforce, cap, default, report             ~ enforce|cap|default|report ~ enforce
          only         ~ [in:|out:]HOST[:PORTS]                    ~ [in:|out:]HOST[:PORTS]    ~ none
          log_file     ~ a file                                    ~ FILE                      ~ none
          """)
  void saysWhatIsAllowed(String key, String allowed, String compact, String standard) {
    Argument argument = Argument.of(key);
    assertEquals(allowed, argument.allowed());
    assertEquals(compact, argument.compact());
    assertEquals(standard, argument.standardValue());
  }

  @ParameterizedTest
  @CsvSource({
    "idle, 60, 60",
    "idle, 5m, 300",
    "idle, 0, -1",
    "idle, 32768, -1",
    "idle, system, -1",
    "idle, 60ms, -1",
    "user_timeout, 2s, 2000",
    "cnt, 5s, -1"
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
