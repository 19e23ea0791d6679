package io.github.kaagent.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What the machine that the tests run on has, and what it lets them do. */
public final class Machine {

  private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4");

  private Machine() {}

  /** The machine's default idle, intvl and cnt, as in {@code 7200/75/9}. */
  public static String timings() {
    return String.join(
        "/",
        setting("tcp_keepalive_time"),
        setting("tcp_keepalive_intvl"),
        setting("tcp_keepalive_probes"));
  }

  public static boolean hasIpv6() {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    try {
      new ServerSocket(0, 1, InetAddress.getByAddress(loopback)).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the tests may mount, in a mount namespace of their own; not every root user may. */
  public static boolean canMount() throws Exception {
    return succeeds("unshare", "-m", "sh", "-c", "mount -t tmpfs none /tmp");
  }

  /** Whether the tests may run a process as another user. */
  public static boolean canChangeUser() throws Exception {
    return succeeds("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true");
  }

  private static boolean succeeds(String... command) throws Exception {
    try (ChildJvm probe = ChildJvm.run(List.of(command), Map.of())) {
      return probe.exitStatus() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  /**
   * A port that nobody listens on, for a program that can't pick a free one itself. It is below the
   * ports that the kernel gives to outgoing connections, one of which would soon take it.
   */
  public static int unusedPort() {
    int firstEphemeral = Integer.parseInt(setting("ip_local_port_range").split("\\s+", -1)[0]);
    while (true) {
      // If those start at 1024 too, no port is better than another.
      int port =
          ThreadLocalRandom.current().nextInt(1024, firstEphemeral > 1024 ? firstEphemeral : 65536);
      try (ServerSocket unused = new ServerSocket(port)) {
        return unused.getLocalPort();
      } catch (IOException inUse) {
        // Try another port.
      }
    }
  }

  private static String setting(String name) {
    // Buffered: a file of /proc/sys is at its end after the first read, however short that was.
    try (BufferedReader setting = Files.newBufferedReader(SETTINGS.resolve(name))) {
      return setting.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
