package io.github.kaagent.programs;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network namespace of its own, in which nobody else is: every program has its own ports, nothing
 * leaves it, and it is gone with the process that holds it. Its host is called localhost, for
 * programs that look themselves up. It ends with the tests, also if they are killed.
 */
final class Room implements AutoCloseable {

  /** A link that ends in nothing, too: some programs do not start without one. */
  private static final String FURNISH =
      """
      set -e
      hostname localhost
      ip link set lo up
      ip link add eth0 type veth peer name nothing
      ip address add 10.1.0.1/24 dev eth0
      ip link set nothing up
      ip link set eth0 up
      ip route add multicast 224.0.0.0/4 dev eth0
      echo furnished
      exec cat
      """;

  private final Path folder;
  private final Started holder;

  private Room(Path folder) throws Exception {
    this.folder = folder;
    this.holder =
        Started.start(
            List.of("unshare", "--net", "--uts", "sh", "-c", FURNISH),
            Map.of(),
            folder,
            folder.resolve("room.log"));
    try {
      holder.awaitLine("furnished");
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Where there can be none, the tests are aborted, and say so; where CI is "true", they fail. */
  static Room open(Path folder) throws Exception {
    try {
      return new Room(folder);
    } catch (Exception | AssertionError e) {
      if ("true".equals(System.getenv("CI"))) {
        throw e;
      }
      String line =
          "NO PROGRAM TESTED: no network namespace without root, unshare, nsenter and iproute2: "
              + e.getMessage().strip().replaceAll("\\s+", " ");
      System.out.println(line);
      return abort(line);
    }
  }

  /** Starts a command in here; what it prints goes to this file, both its streams. */
  Started start(List<String> command, Map<String, String> environment, Path where, Path output)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("nsenter", "--target", String.valueOf(holder.pid()), "--net", "--uts", "--"));
    words.addAll(command);
    return Started.start(words, environment, where, folder.resolve(output));
  }

  @Override
  public void close() {
    holder.close();
  }
}
