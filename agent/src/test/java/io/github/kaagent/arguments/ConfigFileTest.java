package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  @TempDir Path folder;

  @Test
  void argumentsBeatTheFileAndTheFileBeatsTheEnvironment() throws IOException {
    Path file = write("intvl=2\ncnt=2\nexclude=*:2\n");
    String environment = "idle=3,intvl=3,cnt=3,user_timeout=3,exclude=*:3,mode=cap";
    Settings settings = Arguments.parse("cnt=1,config=" + file, environment).settings;
    assertEquals("idle=3 intvl=2 cnt=1 user_timeout=3 mode=cap exclude=*:2", settings.summary());
    assertEquals("argument", origin(settings, "cnt"));
    assertEquals(file + ":1", origin(settings, "intvl"));
    assertEquals("environment", origin(settings, "idle"));
    assertEquals("default", origin(settings, "jmx"));
    assertEquals("*:2", settings.asWritten.get("exclude").value);
  }

  @Test
  void theEnvironmentMayNameAFile() throws IOException {
    Path file = write("idle=2\n");
    assertEquals(2, Arguments.parse("cnt=1", "idle=3,config=" + file).settings.global.idle);
    Path other = Files.writeString(folder.resolve("other"), "idle=7");
    String both = "config=" + other;
    assertEquals(7, Arguments.parse(both, "config=" + file).settings.global.idle);
  }

  @Test
  void patternsThatAreGivenAgainAreAddedAndNameEachOfTheirPlaces() throws IOException {
    Settings inFile = settings("exclude=*:1\nexclude=*:2");
    assertEquals("*:1,*:2", inFile.asWritten.get("exclude").value);
    assertTrue(origin(inFile, "exclude").endsWith("ka.conf:2"), () -> origin(inFile, "exclude"));
    assertTrue(origin(inFile, "exclude").contains("ka.conf:1, "));
    Settings given = Arguments.parse("exclude=*:1,exclude=*:2", null).settings;
    assertEquals("argument", origin(given, "exclude"));
  }

  @Test
  void whatEditorsAddIsNoMistake() throws IOException {
    Settings settings =
        settings("\ufeffidle = 7\r\n\r\n\t cnt\t=\t8 #x\r\n#\r\nlog_file = /a# b#c");
    assertEquals("idle=7 intvl=60 cnt=8", settings.summary());
    assertEquals("/a# b#c", settings.logFile);
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

  /** A file of its own, because only the first twenty mistakes of a file are listed. */
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
            rule.h.tp = *
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
            "13: rule.h.tp=*: unknown key of a rule; did you mean to?",
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
    // Opening it succeeds, even for root; reading it fails, because nothing is mapped at address 0.
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
  void aFileOfAMegabyteIsNone() throws IOException {
    assertEquals("idle=60 intvl=60 cnt=20", settings("#".repeat(1 << 20)).summary());
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
    assertEquals(1, Arguments.parse("config=a\0b", null).mistakes.size());
  }

  @Test
  void aMistakeOfAFileThatTheEnvironmentNamesSaysSo() {
    List<String> mistakes = Arguments.parse(null, "config=" + folder).mistakes;
    assertEquals(
        List.of("ka-agent: KA_AGENT_OPTS: config=" + folder + ": is a directory; allowed: a file"),
        mistakes);
  }

  private void assertMistake(Path file, String what) {
    Arguments parsed = Arguments.parse("config=" + file, null);
    assertNull(parsed.settings);
    assertEquals(1, parsed.mistakes.size(), parsed.mistakes.toString());
    String start = "ka-agent: config=" + Mistakes.shown(file.toString());
    assertTrue(parsed.mistakes.get(0).contains(": " + what), parsed.mistakes.toString());
    assertTrue(
        parsed.mistakes.get(0).startsWith(start.substring(0, Math.min(60, start.length()))),
        parsed.mistakes.toString());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("ka.conf"), text);
  }

  private Settings settings(String text) throws IOException {
    Arguments parsed = Arguments.parse("config=" + write(text), null);
    assertEquals(List.of(), parsed.mistakes);
    return parsed.settings;
  }

  @Test
  void aRuleOfUnknownKeysAloneIsToldThatItIsForNothing() throws IOException {
    List<String> mistakes = mistakes("\nrule.a.foo=1");

    assertEquals(2, mistakes.size(), mistakes::toString);
    assertEquals("2: rule.a: has no rule.a.to, the patterns that it is for", mistakes.get(1));
  }

  /** The mistakes, without the prefix that they have in common. */
  private List<String> mistakes(String text) throws IOException {
    Path file = write(text);
    return Arguments.parse("config=" + file, null).mistakes.stream()
        .map(line -> line.replace("ka-agent: " + file + ":", "").replace(file.toString(), "FILE"))
        .toList();
  }

  private static String origin(Settings settings, String key) {
    return settings.asWritten.get(key).origin;
  }
}
