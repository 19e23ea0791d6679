package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.arguments.Arguments;
import java.io.IOException;
import java.net.InetSocketAddress;
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

    String most = settings("exclude=" + "a".repeat(60)).summary();
    assertEquals("idle=60 intvl=60 cnt=20 exclude=" + "a".repeat(60), most);
    String many = settings("exclude=" + "a".repeat(60) + "b").summary();
    assertEquals("idle=60 intvl=60 cnt=20 exclude=" + "a".repeat(60) + "...", many);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          idle=61     | enforcing idle=61 intvl=60 cnt=20
          idle=system | enforcing idle=system intvl=60 cnt=20
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

  @Test
  void withoutPatternsEverySocketGetsTheGlobals() {
    Settings settings = settings("idle=61");
    InetSocketAddress remote = new InetSocketAddress("10.1.2.3", 80);

    assertFalse(settings.isSelective());
    assertFalse(settings.usesNames());
    assertSame(settings.global, settings.outgoing(remote));
    assertSame(settings.global, settings.incoming(remote.getAddress(), 8080));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, idle = 61, true, false, false",
    "10.0.0.0/8, mode = cap, false, false, false",
    "10.0.0.0/8, user_timeout = auto, true, true, false",
    "db.test, idle = 61, true, false, true"
  })
  void whatARuleAsksForIsKnownBeforeAnyConnection(
      String to,
      String asks,
      boolean enforcesOnly,
      boolean userTimeout,
      boolean names,
      @TempDir Path folder)
      throws IOException {
    Settings settings = withRules(folder, "rule.a.to = " + to + "\nrule.a." + asks + "\n");

    assertTrue(settings.isSelective());
    assertEquals(enforcesOnly, settings.enforcesOnly);
    assertEquals(userTimeout, settings.usesUserTimeout);
    assertEquals(names, settings.usesNames());
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
