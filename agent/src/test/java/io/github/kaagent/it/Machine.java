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

  /** Idle, intvl and cnt of a socket that was given none, as in {@code 7200/75/9}. */
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

  /** Whether a process of ours may mount in a namespace of its own; not every root may. */
  public static boolean canMount() throws Exception {
    return succeeds("unshare", "-m", "sh", "-c", "mount -t tmpfs none /tmp");
  }

  /** Whether a process of ours may become another user's. */
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
   * A port that nobody listens on, for a program that can't be told to take any. None that the
   * kernel gives to outgoing connections: one of those would soon have it.
   */
  public static int unusedPort() {
    int end = Integer.parseInt(setting("ip_local_port_range").split("\\s+", -1)[0]);
    while (true) {
      // Where they start at 1024 too, any is as good as another.
      int port = ThreadLocalRandom.current().nextInt(1024, end > 1024 ? end : 65536);
      try (ServerSocket unused = new ServerSocket(port)) {
        return unused.getLocalPort();
      } catch (IOException inUse) {
        // Another one, then.
      }
    }
  }

  private static String setting(String name) {
    // Not byte by byte: such a file is at its end after the first read, however short.
    try (BufferedReader setting = Files.newBufferedReader(SETTINGS.resolve(name))) {
      return setting.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
