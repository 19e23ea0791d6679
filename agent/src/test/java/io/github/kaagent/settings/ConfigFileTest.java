package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

  private static final String EVERY_KIND_OF_RULE =
      """
      # the globals
      idle = 61
      intvl=7          # seconds
      cnt = 5
      exclude = out:*:9, 192.0.2.0/24
      exclude = in:*:9

      rule.database.to = *.rds.test:5432, 10.0.0.0/8:5432
      rule.database.idle = 30
      rule.database.user_timeout = auto
      rule.exact-name.to = db.test
      rule.exact-name.cnt = 3
      rule.host.to = 10.1.2.3
      rule.host.intvl = 9s
      rule.block.to = 10.1.0.0/16
      rule.block.idle = 2m
      rule.port.to = *:6379
      rule.port.idle = 31
      rule.range.to = *:8000-8100
      rule.range.mode = default
      rule.v6.to = [2001:db8::1]:443
      rule.v6.idle = 32
      rule.v6block.to = 2001:db8::/32
      rule.v6block.user_timeout = 5s
      rule.mapped.to = ::ffff:10.2.0.0/112
      rule.mapped.idle = 33
      rule.local.to = loopback
      rule.local.mode = report
      rule.health.to = in:*:9090
      rule.health.idle = system
      rule.outgoing.to = out:203.0.113.0/24
      rule.outgoing.mode = cap
      rule.never.to = 10.1.2.3
      rule.never.idle = 1
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} port {1}: {2}")
  @CsvSource({
    "x.rds.test, 5432, database 30/7/5 65000 enforce",
    "x.rds.test, 5433, global 61/7/5 0 enforce",
    "10.1.2.3, 5432, database 30/7/5 65000 enforce",
    "DB.test, 1, exact-name 61/7/3 0 enforce",
    "10.1.2.3, 1, host 61/9/5 0 enforce",
    "10.1.2.4, 6379, block 120/7/5 0 enforce",
    "11.1.2.4, 6379, port 31/7/5 0 enforce",
    "other.test, 8100, range 61/7/5 0 default",
    "127.0.0.1, 8000, range 61/7/5 0 default",
    "2001:db8::1, 443, v6 32/7/5 0 enforce",
    "2001:db8::1, 444, v6block 61/7/5 5000 enforce",
    "10.2.7.7, 1, mapped 33/7/5 0 enforce",
    "::1, 1, local 61/7/5 0 report",
    "203.0.113.9, 9090, outgoing 61/7/5 0 cap",
    "198.51.100.1, 9090, global 61/7/5 0 enforce",
    "198.51.100.1, 9, excluded",
    "192.0.2.1, 5432, excluded"
  })
  void theFirstRuleThatMatchesWhatGoesOutWins(String host, int port, String expected)
      throws IOException {
    boolean literal = host.indexOf(':') >= 0 || host.chars().noneMatch(Character::isLetter);
    InetSocketAddress remote =
        literal
            ? new InetSocketAddress(host, port)
            : InetSocketAddress.createUnresolved(host, port);
    assertEquals(expected, shown(settings(EVERY_KIND_OF_RULE).outgoing(remote)));
  }

  @ParameterizedTest(name = "{0} by port {1}: {2}")
  @CsvSource({
    "198.51.100.1, 9090, health 0/7/5 0 enforce",
    "203.0.113.9, 9090, health 0/7/5 0 enforce",
    "10.1.2.3, 9090, host 61/9/5 0 enforce",
    "198.51.100.1, 9091, global 61/7/5 0 enforce",
    "203.0.113.9, 9091, global 61/7/5 0 enforce",
    "198.51.100.1, 9, excluded"
  })
  void theFirstRuleThatMatchesWhatCameInWins(String host, int port, String expected)
      throws IOException {
    InetAddress remote = InetAddress.getByName(host);
    assertEquals(expected, shown(settings(EVERY_KIND_OF_RULE).incoming(remote, port)));
  }

  @Test
  void theRulesAreListedInTheFilesOrder() throws IOException {
    Settings settings = settings(EVERY_KIND_OF_RULE);
    assertEquals(
        "idle=61 intvl=7 cnt=5 rules=13 exclude=out:*:9,192.0.2.0/24,in:*:9", settings.summary());
    assertEquals("database", settings.rules().get(0).rule());
    assertEquals("never", settings.rules().get(12).rule());
    assertTrue(settings.usesUserTimeout());
    assertTrue(settings.usesNames());
    assertFalse(settings.enforcesOnly());
  }

  @Test
  void aRuleThatEnforcesIsAnnouncedWhereTheRestOnlyReports() throws IOException {
    String rules = "mode = report\nrule.a.to = *:1\n";

    assertTrue(settings(rules).announcement().startsWith("reporting "));
    assertTrue(settings(rules + "rule.a.mode = cap\n").announcement().startsWith("enforcing "));
  }

  @Test
  void argumentsBeatTheFileAndTheFileBeatsTheEnvironment() throws IOException {
    Path file = write("intvl=2\ncnt=2\nexclude=*:2\n");
    String environment = "idle=3,intvl=3,cnt=3,user_timeout=3,exclude=*:3,mode=cap";
    Settings settings = Settings.parse("cnt=1,config=" + file, environment).settings();
    assertEquals("idle=3 intvl=2 cnt=1 user_timeout=3 mode=cap exclude=*:2", settings.summary());
    assertEquals("argument", settings.origin(Argument.CNT));
    assertEquals(file + ":1", settings.origin(Argument.INTVL));
    assertEquals("environment", settings.origin(Argument.IDLE));
    assertEquals("default", settings.origin(Argument.JMX));
    assertEquals("*:2", settings.value(Argument.EXCLUDE));
  }

  @Test
  void theEnvironmentMayNameAFile() throws IOException {
    Path file = write("idle=2\n");
    assertEquals(2, Settings.parse("cnt=1", "idle=3,config=" + file).settings().global().idle());
    Path other = Files.writeString(folder.resolve("other"), "idle=7");
    String both = "config=" + other;
    assertEquals(7, Settings.parse(both, "config=" + file).settings().global().idle());
  }

  @Test
  void whatEditorsAddIsNoMistake() throws IOException {
    Settings settings = settings("\ufeffidle = 7\r\n\r\n\t cnt\t=\t8 \r\n#\r\nlog_file = /a#b");
    assertEquals("idle=7 intvl=60 cnt=8", settings.summary());
    assertEquals("/a#b", settings.logFile());
  }

  @Test
  void everyMistakeHasItsFileAndLine() throws IOException {
    List<String> mistakes =
        mistakes(
            """
            idel = 60
            idle =
            = 60
            nonsense

            cnt = 5
            cnt = 6
            config = other
            rule.a.to = *, 10.1.2.3/8, nö nö
            rule.a.to = *
            rule.a.idle = 0
            rule.a.idel = 5
            rule.a.sweep = 5
            """);
    assertEquals(
        List.of(
            "1: idel=60: unknown key; did you mean idle? allowed: 1..32767 seconds, or system",
            "2: idle=: has no value; allowed: 1..32767 seconds, or system",
            "3: =60: unknown key; allowed: idle",
            "4: nonsense: not key=value; allowed: idle",
            "7: cnt=6: given twice (first: FILE:6); allowed: once",
            "8: config=other: a config file can't name another",
            "9: rule.a.to=10.1.2.3/8: the address has bits beyond the /8",
            "9: rule.a.to=nö nö: ' ' is in no name or address",
            "10: rule.a.to=*: given twice (first: FILE:9); allowed: once",
            "11: rule.a.idle=0: allowed: 1..32767 seconds, or system",
            "12: rule.a.idel=5: unknown key of a rule; did you mean idle? allowed: 1..32767"
                + " seconds, or system",
            "13: rule.a.sweep=5: unknown key of a rule; allowed: to, idle"),
        mistakes.stream().map(ConfigFileTest::untilExplained).toList());
  }

  /** In another file, for of more than twenty only the first are told. */
  @Test
  void soHasEveryMistakeInARule() throws IOException {
    List<String> mistakes =
        mistakes(
            """
            rule.b.idle = 5
            rule.b.idle = 5
            rule.c d.to = *
            rule.global.to = *
            rule.e
            rule.f = *
            rule..to = *
            rule.g.to =
            rule.h.to = *
            rule.h.user_timeout = auto
            rule.h.cnt = system
            only = in:db.test
            """);
    assertEquals(
        List.of(
            "2: rule.b.idle=5: given twice (first: FILE:1); allowed: once",
            "3: rule.c d.to=*: allowed: rule.NAME.KEY",
            "4: rule.global.to=*: allowed: rule.NAME.KEY",
            "5: rule.e: not key=value; allowed: idle",
            "6: rule.f=*: allowed: rule.NAME.KEY",
            "7: rule..to=*: allowed: rule.NAME.KEY",
            "8: rule.g.to=: has no value; allowed: [in:|out:]HOST[:PORTS]",
            "12: only=in:db.test: who comes in has no name",
            "1: rule.b: has no rule.b.to",
            "9: rule.h: user_timeout=auto: needs idle, intvl and cnt as numbers"),
        mistakes.stream().map(ConfigFileTest::untilExplained).toList());
  }

  private static String untilExplained(String line) {
    return line.replaceFirst("(allowed: idle|allowed: to, idle|allowed: rule.NAME.KEY), .*", "$1")
        .replaceFirst("(needs idle, intvl and cnt as numbers|rule.b.to|has no name)[,;] .*", "$1");
  }

  @Test
  void aFileThatIsNotThereIsAMistake() {
    assertMistake(folder.resolve("none"), "no such file, seen from ");
  }

  @Test
  void aFolderIsAMistake() {
    assertMistake(folder, "is a directory; allowed: a file");
  }

  @Test
  void aDeviceIsAMistakeAndNotRead() {
    assertMistake(Path.of("/dev/zero"), "is not a regular file");
  }

  @Test
  void aFileThatCannotBeReadIsAMistake() {
    // Opens, for root too, and fails in read: there is nothing at address 0.
    assertMistake(Path.of("/proc/self/mem"), "can't be read: ");
  }

  @Test
  void aFileOfAHundredMegabytesIsAMistake() throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(100 << 20);
    }
    assertMistake(large, "is too large; allowed: 1048576 bytes");
  }

  @Test
  void aBinaryFileIsAMistake() throws IOException {
    assertMistake(
        Files.write(folder.resolve("nul"), new byte[] {'i', 'd', 'l', 'e', 0, '=', '1'}),
        "is not a text file");
    assertMistake(
        Files.write(folder.resolve("latin1"), "# Zürich".getBytes(StandardCharsets.ISO_8859_1)),
        "is not a text file (UTF-8)");
  }

  @Test
  void aPathThatIsNoneIsAMistake() {
    assertEquals(1, Settings.parse("config=a\0b", null).mistakes().size());
  }

  @Test
  void aMistakeOfAFileThatTheEnvironmentNamesSaysSo() {
    List<String> mistakes = Settings.parse(null, "config=" + folder).mistakes();
    assertEquals(
        List.of("ka-agent: KA_AGENT_OPTS: config=" + folder + ": is a directory; allowed: a file"),
        mistakes);
  }

  @Test
  void aWarningNamesTheRuleAndIsNotRepeatedForWhatTheGlobalsSay() throws IOException {
    Path file =
        write("idle=300\nrule.a.to=*:1\nrule.a.mode=cap\nrule.b.to=*:2\nrule.b.idle=1000\n");
    List<String> warnings = Settings.parse("config=" + file, null).warnings();
    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("idle=300: "));
    assertTrue(warnings.get(1).startsWith("rule b: idle=1000: "));
  }

  private void assertMistake(Path file, String what) {
    Parsed parsed = Settings.parse("config=" + file, null);
    assertNull(parsed.settings());
    assertEquals(1, parsed.mistakes().size(), parsed.mistakes().toString());
    String start = "ka-agent: config=" + Mistakes.shown(file.toString());
    assertTrue(parsed.mistakes().get(0).contains(": " + what), parsed.mistakes().toString());
    assertTrue(
        parsed.mistakes().get(0).startsWith(start.substring(0, Math.min(60, start.length()))),
        parsed.mistakes().toString());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("ka.conf"), text);
  }

  private Settings settings(String text) throws IOException {
    Parsed parsed = Settings.parse("config=" + write(text), null);
    assertEquals(List.of(), parsed.mistakes());
    return parsed.settings();
  }

  /** Without the start that all of them have in common. */
  private List<String> mistakes(String text) throws IOException {
    Path file = write(text);
    return Settings.parse("config=" + file, null).mistakes().stream()
        .map(line -> line.replace("ka-agent: " + file + ":", "").replace(file.toString(), "FILE"))
        .toList();
  }

  private static String shown(Policy policy) throws UnknownHostException {
    return policy == null
        ? "excluded"
        : String.format(
            "%s %d/%d/%d %d %s",
            policy.rule(),
            policy.idle(),
            policy.intvl(),
            policy.cnt(),
            policy.userTimeout(),
            policy.mode());
  }
}
