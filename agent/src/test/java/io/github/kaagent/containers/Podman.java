package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;

/** Whether containers can be run here, and be looked into. */
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
   * Aborts the test with a line that nobody overlooks. Where the environment says that this is a
   * build's machine (CI), which is to have what it takes, the test fails.
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
      // Without an image there is little more to ask: it finds its storage, and runc.
      Output podman = Output.of("podman", "--runtime=runc", "info");
      return podman.status() == 0 ? null : "podman: " + podman;
    } catch (IOException absent) {
      return "no podman: " + absent.getMessage();
    }
  }
}
