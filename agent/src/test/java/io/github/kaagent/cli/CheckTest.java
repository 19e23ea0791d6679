package io.github.kaagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theConfigurationIsPrintedRuleByRuleWithWhereEachValueCameFrom(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("f"),
            """
            intvl = 30
            rule.db.to = *.rds.test:5432, 10.0.0.0/8
            rule.db.idle = 30
            rule.local.to = loopback
            rule.local.mode = report
            """);
    assertEquals(0, check("cnt=5", "exclude=*:22,config=" + file));
    assertEquals(
        """
        idle           60                       default
        intvl          30                       FILE:1
        cnt            5                        argument
        user_timeout   off                      default
        mode           enforce                  default
        only           everything               default
        exclude        *:22                     environment
        config         FILE                     environment
        sweep          off                      default
        existing       on                       default
        jmx            on                       default
        jfr            on                       default
        log            info                     default
        log_file       standard error           default
        options        auto                     default
        strict         off                      default

        left alone: *:22
        rule db: *.rds.test:5432, 10.0.0.0/8 (FILE:2)
          idle         30                       FILE:3
          these values, whatever the application sets
          silent peer noticed after 30 + 30 * 5 = 180 s
        rule local: loopback (FILE:4)
          mode         report                   FILE:5
          nothing is changed, only counted; what would be:
          silent peer noticed after 60 + 30 * 5 = 210 s
        every other socket
          these values, whatever the application sets
          silent peer noticed after 60 + 30 * 5 = 210 s
        """,
        out.toString(StandardCharsets.UTF_8)
            .replace(padded(file.toString()), padded("FILE"))
            .replace(file.toString(), "FILE"));
  }

  private static String padded(String value) {
    return String.format("%-24s ", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          idle=60                      | silent peer noticed after 60 + 60 * 20 = 1260 s
          user_timeout=auto            | silent peer noticed after 60 + 60 * 20 = 1260 s
          idle=2,intvl=1,cnt=20,user_timeout=6s | silent peer noticed after about 6 s: user_timeout decides, not cnt
          idle=2,intvl=1,cnt=3,user_timeout=1s  | silent peer noticed after about 3 s: user_timeout decides, not cnt
          user_timeout=30s             | unacknowledged data given up after 30000 ms
          user_timeout=30s             | so is a peer that is alive, and for as long reads nothing that it is sent
          idle=20,intvl=60             | probes that are answered are 60 s apart: intvl is longer than idle
          idle=60                      | every socket
          exclude=*:22                 | every other socket
          only=loopback                | left alone: all but loopback
          only=loopback                | every other socket
          mode=cap                     | keepalive on; what the application chose stays where it is shorter
          idle=300                     | warning: idle=300: meets conntrack timers
          """)
  void whatItMeansIsSaidInWords(String arguments, String line) {
    assertEquals(0, check(arguments, null));
    assertTrue(
        out.toString(StandardCharsets.UTF_8).lines().anyMatch(l -> l.strip().startsWith(line)),
        () -> out.toString(StandardCharsets.UTF_8));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void withoutArgumentsEverySocketHasTheDefaults() {
    assertEquals(0, Check.run(List.of(), null, stream(out), stream(err)));

    String text = out.toString(StandardCharsets.UTF_8);
    assertEquals(
        """

        every socket
          these values, whatever the application sets
          silent peer noticed after 60 + 60 * 20 = 1260 s
        """,
        text.substring(text.indexOf("\n\n") + 1));
  }

  @Test
  void whereThereIsARuleTheGlobalsAreForTheOthers(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "rule.db.to = *:5432\n");

    assertEquals(0, check("config=" + file, null));

    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("\nevery other socket\n"), text);
  }

  @Test
  void mistakesGoToStandardErrorAndTheCommandLineIsWrong() {
    assertEquals(2, check("idel=60,cnt=0", null));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals(
        """
        ka-agent: idel=60: unknown key; did you mean idle? allowed: 1..32767 seconds, or system
        ka-agent: cnt=0: allowed: 1..127 probes, or system
        """,
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void moreThanOneArgumentIsAWrongCommandLine() {
    int status = Check.run(List.of("idle=60", "cnt=5"), null, stream(out), stream(err));
    assertEquals(2, status);
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
  }

  @Test
  void whatIsLeftToTheMachineIsShownAsItIsHere() throws IOException {
    Path file = Path.of("/proc/sys/net/ipv4/tcp_keepalive_time");
    assumeTrue(Files.isReadable(file), "this machine does not tell its values");
    // Not Files.readString: it reads one byte first, and /proc/sys gives a file in one read only.
    int idle;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      idle = Integer.parseInt(reader.readLine());
    }

    assertEquals(0, check("idle=system", null));

    String lines = out.toString(StandardCharsets.UTF_8);
    assertTrue(
        lines.contains(
            "silent peer noticed after "
                + idle
                + " (the machine's) + 60 * 20 = "
                + (idle + 1200)
                + " s"),
        lines);
    assertEquals(
        idle + 1200 > 7200, lines.contains("warning: a silent peer is noticed only"), lines);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAWarning(@TempDir Path folder) {
    assertEquals(0, check("log_file=" + folder, null), err::toString);

    assertEquals(
        List.of("warning: log_file=" + folder + ": can't be used: " + folder + " is a directory"),
        warnings());
  }

  @Test
  void aPlaceThatCanBeMadeIsNoWarning(@TempDir Path folder) {
    assertEquals(0, check("log_file=" + folder.resolve("c/d.log"), null));

    assertEquals(List.of(), warnings());
  }

  @Test
  void aDeviceIsNoWarningAndAFileBelowADeviceIs() {
    assertEquals(0, check("log_file=/dev/null", null));
    assertEquals(List.of(), warnings());

    assertEquals(0, check("log_file=/dev/null/x", null));
    assertEquals(
        List.of("warning: log_file=/dev/null/x: can't be used: /dev/null is no directory"),
        warnings());
  }

  private List<String> warnings() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("warning: "))
        .toList();
  }

  private int check(String arguments, String environment) {
    return Check.run(List.of(arguments), environment, stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
