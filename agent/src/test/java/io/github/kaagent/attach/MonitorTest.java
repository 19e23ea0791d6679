package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import org.junit.jupiter.api.Test;

/** {@code status} with {@code --nagios}, {@code --all}, {@code --worst}, and its audit. */
class MonitorTest {

  @Test
  void aMonitorIsToldInOneLineAndByTheExitStatus() throws Exception {
    try (ChildJvm covered = holds(ChildJvm.agent("idle=61"));
        ChildJvm reported = holds(ChildJvm.agent("mode=report"));
        ChildJvm without = holds("-Xmx64m")) {
      assertLine(
          0,
          "OK - PID programs.attach.Holds: 60 of 60 connections covered | connections=60 covered=60"
              + " uncovered=0 left_alone=0",
          covered);
      assertLine(
          2,
          "CRITICAL - PID programs.attach.Holds: 0 of 60 connections covered, mode=report changes"
              + " nothing | connections=60 covered=0 uncovered=0 left_alone=60",
          reported);
      assertLine(2, "CRITICAL - PID programs.attach.Holds: no agent runs in this JVM", without);

      assertEquals(0, Command.run("attach", pid(without), "existing=off").status());
      assertLine(
          1,
          "WARNING - PID programs.attach.Holds: 0 of 60 connections covered, 60 not, and should be"
              + " | connections=60 covered=0 uncovered=60 left_alone=0",
          without);
    }
    assertEquals(3, Command.run("status", "2147483", "--nagios").status());
  }

  @Test
  void allJvmsAreReported() throws Exception {
    try (ChildJvm covered = holds(ChildJvm.agent("idle=61"));
        ChildJvm without = holds("-Xmx64m")) {
      Command monitor = Command.run("status", "--all", "--nagios");
      assertEquals(2, monitor.status(), monitor::out);
      assertEquals(1, monitor.out().lines().count());
      assertTrue(
          monitor.out().contains(pid(without) + " programs.attach.Holds: no agent"), monitor::out);

      String json = Command.run("status", "--all", "--json").out();
      assertTrue(json.startsWith("[{") && json.endsWith("}]"), json);
      assertTrue(json.contains("{\"pid\":" + pid(covered) + ","), json);
      assertTrue(json.contains("{\"pid\":" + pid(without) + ","), json);
    }
  }

  @Test
  void withoutTheAgentItEndsWithWhatWouldHangAndTheCure() throws Exception {
    try (ChildJvm without = holds("-Xmx64m")) {
      String text = Command.run("status", pid(without), "--worst", "3").out();

      assertTrue(text.contains("TCP connections: 60, of which the worst 3\n"), text);
      assertEquals(3, text.lines().filter(line -> line.startsWith("       never ")).count(), text);
      assertTrue(text.contains("\n  60 for ever: 10 "), text);
      assertTrue(text.contains(" 10 came in on port "), text);
      assertTrue(text.contains("\n  TCPKeepAlive (probes sent) "), text);
      String cure = text.substring(text.lastIndexOf('\n') + 1);
      assertEquals(
          "this mends it: java -jar "
              + ChildJvm.jar()
              + " attach "
              + pid(without)
              + " idle=60,intvl=60,cnt=20",
          cure);
    }
  }

  private static void assertLine(int exitStatus, String line, ChildJvm target) throws Exception {
    Command monitor = Command.run("status", pid(target), "--nagios");
    assertEquals("KA-AGENT " + line.replace("PID", pid(target)), monitor.out());
    assertEquals(exitStatus, monitor.status());
  }

  private static ChildJvm holds(String option) throws Exception {
    ChildJvm target =
        ChildJvm.start(
            Jdks.current(), option, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30");
    target.awaitLine("ready");
    return target;
  }

  private static String pid(ChildJvm target) {
    return String.valueOf(target.pid());
  }
}
