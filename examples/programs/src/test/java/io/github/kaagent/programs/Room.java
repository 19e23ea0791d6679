package io.github.kaagent.programs;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network namespace for one trial: all ports are free, and nothing leaves it. It ends with the
 * process that holds it, at the latest with the tests, even if they are killed. Its host name is
 * localhost, for programs that look up their own address.
 */
final class Room implements AutoCloseable {

  /** Also makes a link that leads nowhere: some programs do not start without one. */
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

  /** Where none can be made, the tests are aborted and say so; if CI is "true", they fail. */
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

  /** Starts a command in this network; both its output streams go to this file. */
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
