package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.Machine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM with a root folder and a pid namespace of its own. */
class ContainerTest {

  private static final int CONNECTIONS = 30;

  private static final String SCRIPT =
      """
      cd "$1" && mkdir -p proc tmp jdk app dev usr lib lib64 etc &&
      mount --bind "$2" jdk && mount --bind "$3" app &&
      for folder in dev usr lib lib64 etc; do
        if [ -e /$folder ]; then mount --bind /$folder $folder || exit; fi
      done &&
      mount -t proc proc proc &&
      exec chroot . /jdk/bin/java -cp /app programs.attach.Holds "$4"
      """;

  @TempDir Path root;

  @BeforeAll
  static void takesTheRightToMount() throws Exception {
    assumeTrue(Machine.canMount(), "NOT TESTED: nobody here may mount");
  }

  @Test
  void isAttachedToByWayOfItsRoot() throws Exception {
    try (ChildJvm container = container()) {
      long pid = pid(container);
      String target = String.valueOf(pid);

      Command attach = Command.run("attach", target, "idle=61");
      assertEquals(0, attach.status(), attach::err);
      assertCovered(pid, "1/61/60/20");
      assertEquals(
          0, root.resolve("proc").toFile().list().length, "the mounts are seen from outside");
      assertFalse(
          List.of(new File("/proc/" + pid + "/root/tmp").list()).contains(".ka-agent-attach.jar"),
          "the jar was left behind");

      Command status = Command.run("status", target);
      assertEquals(0, status.status(), status::err);
      assertEquals(0, Command.run("detach", target).status());
      assertEquals(0, Command.run("attach", target, "idle=62").status());
      assertCovered(pid, "1/62/60/20");
    }
  }

  @Test
  void isAttachedToFromInside() throws Exception {
    Files.copy(ChildJvm.jar(), root.resolve("ka-agent.jar"));
    try (ChildJvm container = container();
        ChildJvm attach =
            ChildJvm.run(
                List.of(
                    "nsenter",
                    "--target=" + pid(container),
                    "--mount",
                    "--pid",
                    "chroot",
                    root.toString(),
                    "/jdk/bin/java",
                    "-jar",
                    "/ka-agent.jar",
                    "attach",
                    "1",
                    "idle=61"),
                Map.of())) {
      assertEquals(0, attach.exitStatus(), attach::printed);
      assertCovered(pid(container), "1/61/60/20");
    }
  }

  private ChildJvm container() throws Exception {
    ChildJvm container =
        ChildJvm.run(
            List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "sh",
                "-c",
                SCRIPT,
                "sh",
                root.toString(),
                Jdks.current().home().toRealPath().toString(),
                ChildJvm.programs(),
                String.valueOf(CONNECTIONS)),
            Map.of());
    container.awaitLine("ready");
    return container;
  }

  /** The process id of the JVM as it is seen from outside the container. */
  private static long pid(ChildJvm container) {
    return ProcessHandle.of(container.pid())
        .orElseThrow()
        .children()
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private static void assertCovered(long pid, String values) throws Exception {
    assertEquals(
        Collections.nCopies(2 * CONNECTIONS, values),
        KernelSockets.of(pid).stream().map(Row::values).toList());
  }
}
