package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.settings.Backend;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void noTextGivesTheDefaults(String text) {
    Settings settings = settings(text);
    assertEquals("idle=60 intvl=60 cnt=20", settings.summary());
    assertEquals(Mode.ENFORCE, settings.global.mode);
    assertEquals("global", settings.global.rule);
    assertEquals(Policy.OFF, settings.global.userTimeout);
    assertEquals(0, settings.sweep);
    assertTrue(settings.existing);
    assertTrue(settings.jmx);
    assertEquals("info", settings.log);
    assertNull(settings.logFile);
    assertEquals(Backend.AUTO, settings.options());
    assertFalse(Arguments.parse(text, null).strict);
    assertTrue(settings.enforcesOnly);
    assertFalse(settings.usesUserTimeout);
    assertFalse(settings.usesNames());
  }

  @Test
  void anArgumentWithoutAValueIsOneMistakeWhereverItStands() {
    for (Argument argument : Argument.TABLE) {
      String text = argument.key + "=";
      assertEquals(1, Arguments.parse(text, null).mistakes.size(), text);
      assertEquals(1, Arguments.parse(null, text).mistakes.size(), text);
    }
    assertTrue(Arguments.parse(null, "strict=on,config=").strict);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          idle=1,                                    1, 60, 20, 0
          idle=32767,                                32767, 60, 20, 0
          idle=90s,                                  90, 60, 20, 0
          intvl=5m,                                  60, 300, 20, 0
          idle=1h,                                   3600, 60, 20, 0
          "idle=61,intvl=7,cnt=5",                   61, 7, 5, 0
          " idle = 61 , intvl=7 ",                   61, 7, 20, 0
          "idle=system,intvl=system,cnt=system",     0, 0, 0, 0
          idle=0060,                                 60, 60, 20, 0
          cnt=127,                                   60, 60, 127, 0
          user_timeout=1,                            60, 60, 20, 1
          user_timeout=500ms,                        60, 60, 20, 500
          user_timeout=30s,                          60, 60, 20, 30000
          user_timeout=2m,                           60, 60, 20, 120000
          user_timeout=2147483647,                   60, 60, 20, 2147483647
          "user_timeout=auto,idle=2,intvl=1,cnt=3",  2, 1, 3, 5000
          user_timeout=off,                          60, 60, 20, 0
          """)
  void timesTakeUnits(String text, int idle, int intvl, int cnt, int userTimeout) {
    Policy policy = settings(text).global;
    assertEquals(
        List.of(idle, intvl, cnt, userTimeout),
        List.of(policy.idle, policy.intvl, policy.cnt, policy.userTimeout));
  }

  @ParameterizedTest
  @EnumSource
  void everyModeHasItsWord(Mode mode) {
    Settings settings = settings("mode=" + mode);
    assertEquals(mode, settings.global.mode);
    assertEquals(mode == Mode.ENFORCE, settings.enforcesOnly);
  }

  @Test
  void everyOtherKeyIsRead() {
    Settings settings =
        settings(
            "sweep=5m,existing=off,jmx=off,jfr=off,log=debug,log_file=/l=1,options=native,"
                + "mode=cap,user_timeout=7");
    assertEquals(300, settings.sweep);
    assertFalse(settings.existing);
    assertFalse(settings.jmx);
    assertFalse(settings.jfr);
    assertEquals("debug", settings.log);
    assertEquals("/l=1", settings.logFile);
    assertEquals(Backend.NATIVE, settings.options());
    assertTrue(settings.usesUserTimeout);
    assertEquals("idle=60 intvl=60 cnt=20 user_timeout=7 mode=cap", settings.summary());
  }

  @Test
  void theEnvironmentsMistakesAreReportedWithTheArguments() {
    assertEquals(
        List.of(
            "ka-agent: idle=x: allowed: 1..32767 seconds, or system",
            "ka-agent: KA_AGENT_OPTS: cnt=0: allowed: 1..127 probes, or system"),
        Arguments.parse("idle=x", "cnt=0").mistakes);
  }

  @ParameterizedTest
  @CsvSource({
    "strict=on|idle=x, true",
    "idle=x|strict=on, true",
    "strict=on|config=/no/such/file, true",
    "idle=x, false",
    "strict=yes|idle=x, false",
    "strict=off|idle=x, false"
  })
  void strictIsKnownWhateverElseIsWrong(String text, boolean strict) {
    Arguments parsed = Arguments.parse(text.replace('|', ','), null);
    assertNull(parsed.settings);
    assertEquals(strict, parsed.strict);
  }

  @Test
  void strictCanComeFromTheEnvironmentAndBeTakenBack() {
    assertTrue(Arguments.parse("idle=x", "strict=on").strict);
    assertFalse(Arguments.parse("idle=x,strict=off", "strict=on").strict);
    assertTrue(Arguments.parse("strict=yes", "strict=on").strict);
  }

  @Test
  void anyTextGivesSettingsOrOneLineMistakesAndNeverThrows(@TempDir Path folder) {
    Random random = new Random(3);
    String[] pieces = {
      "idle",
      "intvl",
      "cnt",
      "user_timeout",
      "mode",
      "only",
      "exclude",
      "config",
      "rule.",
      "=",
      "=",
      "=",
      ",",
      ",",
      ":",
      "::",
      "[",
      "]",
      "/",
      "-",
      "*",
      ".",
      "%",
      "60",
      "0",
      "auto",
      "system",
      "in:",
      "out:",
      "loopback",
      "10.0.0.0/8",
      "fe80::",
      "s",
      "m",
      " ",
      "\n",
      "\0",
      "\ud800",
      "😀",
      "é",
      folder.toString(),
      "99999999999999999999",
      "|",
      "#",
      "\\",
      "\u2028"
    };
    int withSettings = 0;
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        text.append(
            random.nextInt(8) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : pieces[random.nextInt(pieces.length)]);
      }
      Arguments parsed =
          Arguments.parse(text.toString(), random.nextBoolean() ? null : text.toString());
      withSettings += parsed.settings == null ? 0 : 1;
      assertEquals(parsed.settings == null, !parsed.mistakes.isEmpty(), text.toString());
      for (String mistake : parsed.mistakes) {
        assertTrue(mistake.startsWith("ka-agent: "), mistake);
        assertEquals(1, mistake.lines().count(), mistake);
      }
    }
    assertTrue(withSettings > 0, "the strings are to be of both kinds");
  }

  private static Settings settings(String text) {
    Arguments parsed = Arguments.parse(text, null);
    assertEquals(List.of(), parsed.mistakes);
    return parsed.settings;
  }
}
