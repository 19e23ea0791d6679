package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakesTest {

  private static final String ALL_KEYS =
      "allowed: idle, intvl, cnt, user_timeout, mode, only, exclude, config, sweep, existing, jmx,"
          + " jfr, log, log_file, options, strict";

  @ParameterizedTest
  @CsvSource({
    "19, 20, 'write key=value,key=value'",
    "20, 21, and 1 more mistake",
    "10000, 21, and 9981 more mistakes"
  })
  void twentyMistakesAreToldAndThenHowManyMoreThereAre(int commas, int lines, String last) {
    Arguments parsed = Arguments.parse(",".repeat(commas), null);

    assertNull(parsed.settings);
    assertEquals(lines, parsed.mistakes.size());
    assertTrue(parsed.mistakes.get(19).startsWith("ka-agent: ,: "), parsed.mistakes::toString);
    assertTrue(parsed.mistakes.get(lines - 1).endsWith(last), parsed.mistakes::toString);
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
          only=*:99999999999  ~ only=*:99999999999: allowed as PORTS: 1..65535, or a range such as 8000-8100
          only=:80            ~ only=:80: no host; allowed: [in:|out:]HOST[:PORTS], HOST one of *, loopback, address, CIDR block, name
          only=[::1           ~ only=[::1: ] is missing
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
          user_timeout=auto,idle=system ~ user_timeout=auto: needs idle, intvl and cnt as numbers; with system write user_timeout in milliseconds
          user_timeout=auto,cnt=system ~ user_timeout=auto: needs idle, intvl and cnt as numbers; with system write user_timeout in milliseconds
          user_timeout=auto,intvl=32767,cnt=127 ~ user_timeout=auto: (idle + intvl * cnt) * 1000 = 4161469000 is above 2147483647
          """)
  void aMistakeIsOneLineThatSaysWhatIsAllowed(String text, String mistake) {
    assertEquals(List.of("ka-agent: " + mistake), mistakes(text));
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
  void aMistakeStaysOnItsLineAndShort() {
    String line =
        mistakes("idle=1\n2\r\u0085\u2028\u2029\u001b[31m" + "9".repeat(1_000_000)).get(0);
    assertEquals(1, line.lines().count());
    assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    assertFalse(line.contains("\u2028") || line.contains("\u2029"), line);
    assertTrue(line.length() < 200, line);
  }

  @Test
  void whatIsLongerThanEightyCharactersIsCutOff() {
    assertEquals("9".repeat(80), Mistakes.shown("9".repeat(80)));
    assertEquals("9".repeat(80) + "...", Mistakes.shown("9".repeat(81)));
  }

  private static List<String> mistakes(String text) {
    Arguments parsed = Arguments.parse(text, null);
    assertNull(parsed.settings);
    return parsed.mistakes;
  }
}
