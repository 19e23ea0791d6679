package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.arguments.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void theSummaryNamesThePatternsAndNoMoreThanTheBeginningOfMany() {
    assertEquals(
        "idle=60 intvl=60 cnt=20 only=10.0.0.0/8,*.db.test exclude=*:22",
        settings("only=10.0.0.0/8,only=*.db.test,exclude=*:22").summary());

    String many = settings("exclude=" + "a".repeat(60) + "b").summary();
    assertEquals("idle=60 intvl=60 cnt=20 exclude=" + "a".repeat(60) + "...", many);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          idle=61     | enforcing idle=61 intvl=60 cnt=20
          mode=cap    | enforcing idle=60 intvl=60 cnt=20 mode=cap
          mode=report | reporting idle=60 intvl=60 cnt=20 mode=report
          """)
  void whatOnlyReportsIsNotAnnouncedAsEnforcing(String text, String announcement) {
    assertEquals(announcement, settings(text).announcement());
  }

  @Test
  void aRuleThatEnforcesIsAnnouncedWhereTheRestOnlyReports(@TempDir Path folder)
      throws IOException {
    String rules = "mode = report\nrule.a.to = *:1\n";

    assertTrue(withRules(folder, rules).announcement().startsWith("reporting "));
    assertTrue(
        withRules(folder, rules + "rule.a.mode = cap\n").announcement().startsWith("enforcing "));
  }

  private static Settings withRules(Path folder, String rules) throws IOException {
    return settings("config=" + Files.writeString(folder.resolve("ka.conf"), rules));
  }

  private static Settings settings(String text) {
    Arguments parsed = Arguments.parse(text, null);
    assertEquals(List.of(), parsed.mistakes);
    return parsed.settings;
  }
}
