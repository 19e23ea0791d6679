package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;

/** Whether containers can be run here, and their sockets be seen. */
public final class Podman {

  private Podman() {}

  /** Aborts the test if they can't. */
  public static void require() {
    String missing = missing();
    if (missing != null) {
      refuse(missing);
    }
  }

  /**
   * Aborts the test with a line that nobody overlooks. If the environment says that this is a build
   * machine (CI), which is to have all that is needed, the test fails.
   */
  public static void refuse(String reason) {
    String line = "NOT TESTED: CONTAINERS: " + reason.replace('\n', ' ');
    if ("true".equals(System.getenv("CI"))) {
      fail(line);
    }
    System.err.println(line);
    abort(line);
  }

  private static String missing() {
    try {
      Output user = Output.of("id", "-u");
      if (!user.out().equals(List.of("0"))) {
        return "only root sees the sockets of a container's processes";
      }
      // That podman finds its storage, and runc: more can't be checked without an image.
      Output podman = Output.of("podman", "--runtime=runc", "info");
      return podman.status() == 0 ? null : "podman: " + podman;
    } catch (IOException absent) {
      return "no podman: " + absent.getMessage();
    }
  }
}
