package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM with a root folder and a pid namespace of its own, seen from outside. */
class ContainerTest {

  private static final String SCRIPT =
      """
      cd "$1" && mkdir -p proc tmp jdk app usr lib lib64 etc &&
      mount --bind "$2" jdk && mount --bind "$3" app &&
      for folder in usr lib lib64 etc; do
        if [ -e /$folder ]; then mount --bind /$folder $folder || exit; fi
      done &&
      mount -t proc proc proc &&
      exec chroot . /jdk/bin/java -cp /app programs.attach.Holds 30
      """;

  @TempDir Path root;

  @Test
  void isAttachedToByWayOfItsRoot() throws Exception {
    assumeTrue(canUnshare(), "it takes root, and leave to unshare namespaces");
    try (ChildJvm container =
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
                Targets.jdks().get(Targets.jdks().size() - 1).home().toRealPath().toString(),
                ChildJvm.programs()),
            Map.of())) {
      container.awaitLine("ready");
      long pid =
          ProcessHandle.of(container.pid())
              .orElseThrow()
              .children()
              .findFirst()
              .orElseThrow()
              .pid();
      String word = String.valueOf(pid);

      Command attach = Command.run("attach", word, "idle=61");
      assertEquals(0, attach.status(), attach::err);
      for (Row row : KernelSockets.of(pid)) {
        assertEquals("1/61/60/20", row.values());
      }
      assertEquals(
          0, root.resolve("proc").toFile().list().length, "the mounts are seen from outside");
      assertFalse(
          List.of(new File("/proc/" + pid + "/root/tmp").list()).contains(".ka-agent-attach.jar"),
          "the jar was left behind");

      Command status = Command.run("status", word);
      assertEquals(0, status.status(), status::err);
      assertEquals(0, Command.run("detach", word).status());
      assertEquals(0, Command.run("attach", word, "idle=62").status());
    }
  }

  private static boolean canUnshare() throws Exception {
    try (ChildJvm probe =
        ChildJvm.run(List.of("unshare", "--mount", "--pid", "--fork", "true"), Map.of())) {
      return probe.exitStatus() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
