package io.github.kaagent.cli.selftest;

import io.github.kaagent.descriptors.OpenSocket;
import io.github.kaagent.descriptors.OpenSockets;
import io.github.kaagent.enforce.MachineDefaults;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Backend;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** The JVM under test: goes through all ways, and compares both ends with the settings. */
final class JvmUnderTest {

  /** For tests that ask the kernel from outside: each way then waits for a byte from them. */
  static final String HOLD = "ka-agent.selftest.hold";

  private static final String END = "%-8s%9s%7s%7s%5s%14s  %s";

  private final OpenSockets sockets = new OpenSockets(new Kernel(Backend.JDK, null));
  private final Set<Object> seen = new HashSet<>();
  private final Settings settings;
  private final PrintStream out;
  private boolean passed = true;

  JvmUnderTest(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Returns 0 if all connections are as the settings ask, else 1. */
  int run(Variant variant, String arguments) throws IOException {
    sockets.list(); // If the kernel can't be read, this fails here, once, and not for each way.
    row(
        variant.title,
        String.format(END, "end", "keepalive", "idle", "intvl", "cnt", "user_timeout", "ok"));
    InetAddress ip = InetAddress.getByName(variant.host); // in numbers: no name is looked up
    new SocketWays(this, ip).all();
    new ProtocolWays(this, ip).all(Selftest.command(variant, Selftest.INHERITED, arguments));
    return passed ? 0 : 1;
  }

  /**
   * In a JVM that has inherited a connection: reports its options, over the connection itself, for
   * System.inheritedChannel redirects standard output to /dev/null.
   */
  int report() throws IOException {
    try (SocketChannel channel = (SocketChannel) System.inheritedChannel()) {
      String end = newEnds(true).get(0) + "\n";
      channel.write(ByteBuffer.wrap(end.getBytes(StandardCharsets.US_ASCII)));
      channel.read(ByteBuffer.allocate(1)); // until the other end closes
    }
    return 0;
  }

  /** Opens a connection in one way, and prints a row for each end. */
  void attempt(String way, int atLeast, Callable<?> opener) throws IOException {
    try {
      newEnds(false);
      // In a thread of its own, so that a way that hangs costs one row and not the whole table.
      Object opened = Ways.await(Ways.THREADS.submit(opener));
      List<String> ends = newEnds(false);
      if (opened instanceof String) {
        ends.add((String) opened); // as the JVM that inherited it reports it
      }
      ends.forEach(end -> row(way, end));
      if (ends.size() < atLeast || (atLeast == 0 && !ends.isEmpty())) {
        remark(way, ends.size() + " ends found, not " + atLeast, "NO");
      } else if (atLeast == 0) {
        remark(way, "is no TCP", "works");
      }
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (cause instanceof NoClassDefFoundError
          || cause instanceof ClassNotFoundException
          || cause instanceof NoSuchFileException) {
        remark(way, "not here: " + cause.getMessage().replace('/', '.'), "skipped");
      } else {
        remark(way, cause.toString(), "NO");
      }
    }
    if (Boolean.getBoolean(HOLD)) {
      out.println("held");
      out.flush();
      System.in.read();
    }
  }

  private void remark(String way, String remark, String outcome) {
    row(way, String.format("%-50s  %s", remark, outcome));
  }

  private void row(String way, String text) {
    passed &= !text.endsWith(" NO");
    out.printf("%-68s%s%n", way, text);
    out.flush();
  }

  /**
   * The connections, a row each, that were not open at the last call. They are looked for among the
   * open descriptors, because many ways do not expose their socket.
   */
  private List<String> newEnds(boolean inherited) throws IOException {
    List<OpenSocket> open = sockets.list();
    Set<Integer> listening = new HashSet<>();
    for (OpenSocket socket : open) {
      if (socket.isListening) {
        listening.add(socket.local.getPort());
      }
    }
    List<String> ends = new ArrayList<>();
    for (OpenSocket socket : open) {
      try {
        if (!socket.isListening && seen.add(socket.identity())) {
          ends.add(end(socket, inherited || listening.contains(socket.local.getPort())));
        }
      } catch (IOException ignored) {
        // Closed in the meantime: threads of RMI's do that.
      }
    }
    return ends;
  }

  private String end(OpenSocket socket, boolean incoming) throws IOException {
    List<Integer> actual = new ArrayList<>();
    for (Option option : Option.values()) {
      actual.add(socket.get(option));
    }
    return String.format(
        END,
        incoming ? "server" : "client",
        actual.get(0) == 1 ? "on" : "off",
        actual.get(1),
        actual.get(2),
        actual.get(3),
        actual.get(4) == 0 ? "off" : actual.get(4),
        verdict(socket, incoming, actual));
  }

  private String verdict(OpenSocket socket, boolean incoming, List<Integer> actual) {
    Policy policy =
        incoming
            ? settings.incoming(socket.remote.getAddress(), socket.local.getPort())
            : settings.outgoing(socket.remote);
    if (policy == null || policy.mode == Mode.REPORT) {
      return "-"; // left alone
    }
    MachineDefaults machine = MachineDefaults.now();
    Policy exact =
        policy.onMachine(machine.of(Option.IDLE), machine.of(Option.INTVL), machine.of(Option.CNT));
    List<Integer> wanted = Arrays.asList(1, exact.idle, exact.intvl, exact.cnt, exact.userTimeout);
    return actual.equals(wanted) ? "yes" : "NO";
  }
}
