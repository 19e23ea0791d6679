package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          idle=350                   | none
          idle=351                   | idle=351: many load balancers
          idle=300                   | idle=300: meets conntrack timers
          idle=299                   | none
          idle=120,intvl=60,cnt=118  | none
          idle=121,intvl=60,cnt=118  | a silent peer is noticed only after 121 + 60 * 118 = 7201 s
          user_timeout=auto          | none
          user_timeout=1,idle=120,cnt=118  | none
          user_timeout=1260001       | user_timeout=1260001: longer than the 1260 s
          idle=system                | none
          """)
  void whatIsLegalAndUnwiseIsAWarning(String text, String warning) {
    Arguments parsed = Arguments.parse(text, null);
    assertNotNull(parsed.settings);
    assertEquals(warning == null ? 0 : 1, parsed.warnings.size(), parsed.warnings.toString());
    assertTrue(warning == null || parsed.warnings.get(0).startsWith(warning));
  }

  @Test
  void whatIsLeftToTheMachineIsJudgedByItsValues() {
    Settings settings = Arguments.parse("idle=system", null).settings;
    List<String> warnings = Warnings.of(settings, 7200, 75, 9);
    assertEquals(2, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith("idle=system, here 7200: many load balancers"));
    assertTrue(warnings.get(1).contains("7200 + 60 * 20 = 8400 s, more than two hours"));
    assertEquals(List.of(), Warnings.of(settings, 60, 75, 9));
    assertEquals(List.of(), Warnings.of(settings, Policy.SYSTEM, Policy.SYSTEM, Policy.SYSTEM));
  }

  @Test
  void aWarningNamesTheRuleAndIsNotRepeatedForWhatTheGlobalsSay(@TempDir Path folder)
      throws IOException {
    String rules = "idle=300\nrule.a.to=*:1\nrule.a.mode=cap\nrule.b.to=*:2\nrule.b.idle=1000\n";
    Path file = Files.writeString(folder.resolve("ka.conf"), rules);
    List<String> warnings = Arguments.parse("config=" + file, null).warnings;
    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("idle=300: "));
    assertTrue(warnings.get(1).startsWith("rule b: idle=1000: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          intvl = 600       | rule b_1: a silent peer is noticed only after 60 + 600 * 20
          cnt = 127         | rule b_1: a silent peer is noticed only after 60 + 60 * 127
          user_timeout = 1h | rule b_1: user_timeout=3600000: longer than the 1260 s
          """)
  void eachValueOfARuleIsJudged(String own, String warning, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("ka.conf");
    Files.writeString(file, "rule.b_1.to = *:1\nrule.b_1." + own + "\n");
    List<String> warnings = Arguments.parse("config=" + file, null).warnings;
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith(warning), warnings::toString);
  }
}
