package io.github.kaagent.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Compiled;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections opened by native code, which no join point sees. */
class SweepTest {

  private static final String TCP = "6";
  private static final String MPTCP = "262";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void coversAConnectionThatAJniLibraryOpensAndTheNextOnTheSameDescriptor(Jdk jdk)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm child = start(jdk, server)) {
      child.say(TCP);
      String descriptor = child.awaitLine("fd ");
      child.awaitError("sweep found");
      assertEquals(descriptor + " 1/61/7/5 90000", connection(child));
      child.say(TCP);
      child.awaitLine("fd ");
      child.awaitError("sweep found");
      assertEquals(descriptor + " 1/61/7/5 90000", connection(child));
    }
  }

  /** What is opened after the attach is covered by join points, so the sweep does not log it. */
  @ParameterizedTest
  @MethodSource("jdks")
  void leavesWhatIsOpenAloneWhereAnAttachIsToldTo(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");
      TargetProcess process = TargetProcess.of(String.valueOf(target.pid()));
      try (TargetJvm jvm = TargetJvm.attach(process)) {
        String arguments = "idle=61,intvl=7,cnt=5,existing=off,sweep=1,log=debug";
        assertEquals(0, jvm.ask(ChildJvm.jar(), "attach", arguments).status);
      }
      target.awaitError("the sweep knows what is open");
      target.say("open 3");
      target.awaitLine("opened");
      target.awaitError("kind=descriptor outcome=already");

      List<String> values =
          KernelSockets.of(target.pid()).stream().map(KernelSockets.Row::values).toList();
      assertEquals(66, values.size());
      assertEquals(6, Collections.frequency(values, "1/61/7/5"));
      target.endInput();
      assertEquals(0, target.exitStatus(), target::printed);
      assertEquals(
          List.of(), target.err().stream().filter(line -> line.contains("sweep found")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void goesOnWhereTheApplicationInterruptsEveryThread(Jdk jdk) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm child = start(jdk, server)) {
      child.say(TCP);
      child.awaitLine("fd ");
      child.awaitError("sweep found"); // Now its thread waits.
      child.say("interrupt");
      child.say(TCP);
      String descriptor = child.awaitLine("fd ");
      child.awaitError("sweep found");
      assertEquals(descriptor + " 1/61/7/5 90000", connection(child));
    }
  }

  @Test
  void setsWhatMptcpHas() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm child = start(Jdks.current(), server)) {
      child.say(MPTCP);
      String descriptor = child.awaitLine("fd ");
      assumeFalse(
          descriptor.equals("fd -1"),
          "NOT TESTED: no MPTCP in this kernel, or none that takes timings");
      child.awaitError("sweep found");
      assertEquals(descriptor + " 1/61/7/5 0", connection(child));
    }
  }

  @Test
  void saysNothingOfWhatMptcpLacks() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        ChildJvm child = start(Jdks.current(), server)) {
      child.say(MPTCP);
      assumeFalse(
          child.awaitLine("fd ").equals("fd -1"),
          "NOT TESTED: no MPTCP in this kernel, or none that takes timings");
      child.awaitError("sweep found");
      child.say("+6");
      child.awaitError("sweep found"); // in a sweep that has looked at the MPTCP connection again
      child.endInput();

      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(
          List.of(), child.err().stream().filter(line -> line.contains("set again")).toList());
    }
  }

  private ChildJvm start(Jdk jdk, ServerSocket server) throws Exception {
    return ChildJvm.start(
        jdk,
        ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=90000,sweep=1"),
        "-cp",
        ChildJvm.programs(),
        "programs.ConnectsNatively",
        Compiled.library(jdk, folder, "connect").toString(),
        String.valueOf(server.getLocalPort()));
  }

  /** The only connection of the child, as the kernel holds it. */
  private static String connection(ChildJvm child) throws Exception {
    List<KernelSockets.Row> rows = KernelSockets.of(child.pid());
    assertEquals(1, rows.size(), rows::toString);
    KernelSockets.Row row = rows.get(0);
    return "fd " + row.fd() + " " + row.values() + " " + row.userTimeout();
  }
}
