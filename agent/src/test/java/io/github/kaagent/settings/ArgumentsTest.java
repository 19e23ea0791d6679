package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static final String ALL_KEYS =
      "allowed: idle, intvl, cnt, user_timeout, mode, only, exclude, config, sweep, existing, jmx,"
          + " log, log_file, options, strict";

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void noTextGivesTheDefaults(String text) {
    Settings settings = settings(text);
    assertEquals("idle=60 intvl=60 cnt=20", settings.summary());
    assertEquals(Mode.ENFORCE, settings.global().mode());
    assertEquals("global", settings.global().rule());
    assertEquals(Policy.OFF, settings.global().userTimeout());
    assertEquals(0, settings.sweep());
    assertTrue(settings.existing());
    assertTrue(settings.jmx());
    assertEquals("info", settings.log());
    assertNull(settings.logFile());
    assertEquals(Backend.AUTO, settings.options());
    assertFalse(settings.strict());
    assertTrue(settings.enforcesOnly());
    assertFalse(settings.usesUserTimeout());
    assertFalse(settings.usesNames());
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
    Policy policy = settings(text).global();
    assertEquals(
        List.of(idle, intvl, cnt, userTimeout),
        List.of(policy.idle(), policy.intvl(), policy.cnt(), policy.userTimeout()));
  }

  @ParameterizedTest
  @CsvSource({"19, 20, 'ka-agent: ,:'", "20, 21, and 1 more", "10000, 21, and 9981 more"})
  void twentyMistakesAreToldAndThenHowManyMoreThereAre(int commas, int lines, String last) {
    Parsed parsed = Settings.parse(",".repeat(commas), null);

    assertNull(parsed.settings());
    assertEquals(lines, parsed.mistakes().size());
    assertTrue(parsed.mistakes().get(19).startsWith("ka-agent: ,: "), parsed.mistakes()::toString);
    assertTrue(parsed.mistakes().get(lines - 1).contains(last), parsed.mistakes()::toString);
  }

  @ParameterizedTest
  @EnumSource
  void everyModeHasItsWord(Mode mode) {
    Settings settings = settings("mode=" + mode);
    assertEquals(mode, settings.global().mode());
    assertEquals(mode == Mode.ENFORCE, settings.enforcesOnly());
  }

  @Test
  void everyOtherKeyIsRead() {
    Settings settings =
        settings(
            "sweep=5m,existing=off,jmx=off,log=debug,log_file=/l=1,options=native,"
                + "strict=on,mode=cap,user_timeout=7");
    assertEquals(300, settings.sweep());
    assertFalse(settings.existing());
    assertFalse(settings.jmx());
    assertEquals("debug", settings.log());
    assertEquals("/l=1", settings.logFile());
    assertEquals(Backend.NATIVE, settings.options());
    assertTrue(settings.strict());
    assertTrue(settings.usesUserTimeout());
    assertEquals("idle=60 intvl=60 cnt=20 user_timeout=7 mode=cap", settings.summary());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          idle=abc            ~ idle=abc: allowed: 1..32767 seconds, or system
          idle=0              ~ idle=0: allowed: 1..32767 seconds, or system
          idle=32768          ~ idle=32768: allowed: 1..32767 seconds, or system
          idle=-1             ~ idle=-1: allowed: 1..32767 seconds, or system
          idle=+1             ~ idle=+1: allowed: 1..32767 seconds, or system
          idle=6 0            ~ idle=6 0: allowed: 1..32767 seconds, or system
          idle=60.5           ~ idle=60.5: allowed: 1..32767 seconds, or system
          idle=60S            ~ idle=60S: allowed: 1..32767 seconds, or system
          idle=60ms           ~ idle=60ms: allowed: 1..32767 seconds, or system
          idle=10h            ~ idle=10h: allowed: 1..32767 seconds, or system
          idle=4294967356     ~ idle=4294967356: allowed: 1..32767 seconds, or system
          idle=18446744073709551676 ~ idle=18446744073709551676: allowed: 1..32767 seconds, or system
          idle=٦٠             ~ idle=٦٠: allowed: 1..32767 seconds, or system
          idle=SYSTEM         ~ idle=SYSTEM: did you mean system? allowed: 1..32767 seconds, or system
          idle=               ~ idle=: has no value; allowed: 1..32767 seconds, or system
          idle                ~ idle: has no value; allowed: 1..32767 seconds, or system
          intvl=32768         ~ intvl=32768: allowed: 1..32767 seconds, or system
          cnt=128             ~ cnt=128: allowed: 1..127 probes, or system
          cnt=5s              ~ cnt=5s: allowed: 1..127 probes, or system
          user_timeout=0      ~ user_timeout=0: did you mean off? allowed: 1..2147483647 milliseconds, or auto, off
          user_timeout=2147483648 ~ user_timeout=2147483648: allowed: 1..2147483647 milliseconds, or auto, off
          user_timeout=9999999999h ~ user_timeout=9999999999h: allowed: 1..2147483647 milliseconds, or auto, off
          user_timeout=system ~ user_timeout=system: allowed: 1..2147483647 milliseconds, or auto, off
          user_timeout=auto|off ~ user_timeout=auto|off: allowed: 1..2147483647 milliseconds, or auto, off
          mode=enforced       ~ mode=enforced: did you mean enforce? allowed: enforce, cap, default, report
          mode=Cap            ~ mode=Cap: did you mean cap? allowed: enforce, cap, default, report
          sweep=0             ~ sweep=0: did you mean off? allowed: 1..86400 seconds, or off
          existing=yes        ~ existing=yes: did you mean on? allowed: on, off
          jmx=true            ~ jmx=true: did you mean on? allowed: on, off
          jmx=of              ~ jmx=of: did you mean off? allowed: on, off
          log=DEBUG           ~ log=DEBUG: did you mean debug? allowed: off, error, warn, info, debug
          log=warning         ~ log=warning: did you mean warn? allowed: off, error, warn, info, debug
          log=trace           ~ log=trace: allowed: off, error, warn, info, debug
          options=natve       ~ options=natve: did you mean native? allowed: auto, jdk, native
          options=jni         ~ options=jni: allowed: auto, jdk, native
          strict=1            ~ strict=1: did you mean on? allowed: on, off
          config=             ~ config=: has no value; allowed: a file
          only=               ~ only=: has no value; allowed: [in:|out:]HOST[:PORTS]
          only=on:*           ~ only=on:*: did you mean in:? allowed before the colon: in, out, or a HOST, if PORTS follow
          exclude=OUT:[::1]:5 ~ exclude=OUT:[::1]:5: did you mean out:? allowed before the colon: in, out, or a HOST, if PORTS follow
          only=on:70000       ~ only=on:70000: allowed as PORTS: 1..65535, or a range such as 8000-8100
          idel=60             ~ idel=60: unknown key; did you mean idle? allowed: 1..32767 seconds, or system
          IDLE=60             ~ IDLE=60: unknown key; did you mean idle? allowed: 1..32767 seconds, or system
          interval=7          ~ interval=7: unknown key; did you mean intvl? allowed: 1..32767 seconds, or system
          count=7             ~ count=7: unknown key; did you mean cnt? allowed: 1..127 probes, or system
          user-timeout=7      ~ user-timeout=7: unknown key; did you mean user_timeout? allowed: 1..2147483647 milliseconds, or auto, off
          usertimeout         ~ usertimeout: not key=value; did you mean user_timeout? allowed: 1..2147483647 milliseconds, or auto, off
          mods=cap            ~ mods=cap: unknown key; did you mean mode? allowed: enforce, cap, default, report
          rule.a.to=*         ~ rule.a.to=*: rules stand in a file; name it with config=FILE
          idle=60,idle=60     ~ idle=60: given twice (first: argument); allowed: once
          idle=60,            ~ ,: an argument is missing beside a comma; write key=value,key=value
          ,idle=60            ~ ,: an argument is missing beside a comma; write key=value,key=value
          user_timeout=auto,cnt=system ~ user_timeout=auto: needs idle, intvl and cnt as numbers; with system write user_timeout in milliseconds
          user_timeout=auto,intvl=32767,cnt=127 ~ user_timeout=auto: (idle + intvl * cnt) * 1000 = 4161469000 is above 2147483647
          """)
  void aMistakeIsOneLineThatSaysWhatIsAllowed(String text, String mistake) {
    assertEquals(List.of("ka-agent: " + mistake), mistakes(text));
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"timeout", "keepalive", "x", "", "password", "idleidleidle"})
  void aKeyThatIsNearNoneIsNotGuessed(String key) {
    assertEquals(
        List.of("ka-agent: " + key + "=60: unknown key; " + ALL_KEYS), mistakes(key + "=60"));
  }

  @Test
  void allMistakesAreReportedAtOnceInTheirOrder() {
    List<String> keys =
        mistakes(
                "idle=0,foo=1,cnt=128,only=a b,config=/no/such/file,user_timeout=auto,intvl=system")
            .stream()
            .map(line -> line.split("[ =]", -1)[1])
            .toList();
    assertEquals(List.of("idle", "foo", "cnt", "only", "config", "user_timeout"), keys);
  }

  @Test
  void theEnvironmentsMistakesAreReportedWithTheArguments() {
    assertEquals(
        List.of(
            "ka-agent: idle=x: allowed: 1..32767 seconds, or system",
            "ka-agent: KA_AGENT_OPTS: cnt=0: allowed: 1..127 probes, or system"),
        Settings.parse("idle=x", "cnt=0").mistakes());
  }

  @Test
  void aMistakeStaysOnItsLineAndShort() {
    String line = mistakes("idle=1\n2\r\u0085\u2028\u001b[31m" + "9".repeat(1_000_000)).get(0);
    assertEquals(1, line.lines().count());
    assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    assertTrue(line.length() < 200, line);
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
    Parsed parsed = Settings.parse(text.replace('|', ','), null);
    assertNull(parsed.settings());
    assertEquals(strict, parsed.strict());
  }

  @Test
  void strictCanComeFromTheEnvironmentAndBeTakenBack() {
    assertTrue(Settings.parse("idle=x", "strict=on").strict());
    assertFalse(Settings.parse("idle=x,strict=off", "strict=on").strict());
  }

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
          user_timeout=1260001       | user_timeout=1260001: longer than the 1260 s
          idle=system                | none
          """)
  void whatIsLegalAndUnwiseIsAWarning(String text, String warning) {
    Parsed parsed = Settings.parse(text, null);
    assertNotNull(parsed.settings());
    assertEquals(warning == null ? 0 : 1, parsed.warnings().size(), parsed.warnings().toString());
    assertTrue(warning == null || parsed.warnings().get(0).startsWith(warning));
  }

  @Test
  void whatIsLeftToTheMachineIsJudgedByItsValues() {
    Settings settings = settings("idle=system");
    List<String> warnings = settings.warnings(7200, 75, 9);
    assertEquals(2, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith("idle=system, here 7200: many load balancers"));
    assertTrue(warnings.get(1).contains("7200 + 60 * 20 = 8400 s, more than two hours"));
    assertEquals(List.of(), settings.warnings(60, 75, 9));
    assertEquals(List.of(), settings.warnings(Policy.SYSTEM, Policy.SYSTEM, Policy.SYSTEM));
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
      Parsed parsed =
          Settings.parse(text.toString(), random.nextBoolean() ? null : text.toString());
      withSettings += parsed.settings() == null ? 0 : 1;
      assertEquals(parsed.settings() == null, !parsed.mistakes().isEmpty(), text.toString());
      for (String mistake : parsed.mistakes()) {
        assertTrue(mistake.startsWith("ka-agent: "), mistake);
        assertEquals(1, mistake.lines().count(), mistake);
      }
    }
    assertTrue(withSettings > 0, "the strings are to be of both kinds");
  }

  private static Settings settings(String text) {
    Parsed parsed = Settings.parse(text, null);
    assertEquals(List.of(), parsed.mistakes());
    return parsed.settings();
  }

  private static List<String> mistakes(String text) {
    Parsed parsed = Settings.parse(text, null);
    assertNull(parsed.settings());
    return parsed.mistakes();
  }
}
