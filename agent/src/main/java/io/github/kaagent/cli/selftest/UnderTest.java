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
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** The JVM under test: opens every way, and compares both ends with what the settings ask. */
final class UnderTest {

  private static final String ROW = "%-68s%-8s%9s%7s%7s%5s%14s  %s%n";

  /** A way can't be tried here; the message says what is missing. */
  static final class SkippedException extends Exception {
    private static final long serialVersionUID = 1;

    SkippedException(String reason) {
      super(reason);
    }
  }

  private final OpenSockets sockets = new OpenSockets(new Kernel(Backend.JDK, null));
  private final Set<Object> known = new HashSet<>();
  private final Set<Integer> listening = new HashSet<>();
  private final Settings settings;
  private final Variant variant;
  private final boolean hold;
  private final PrintStream out;
  private boolean good = true;

  /**
   * This JVM.
   *
   * @param hold whether it is for tests, which ask the kernel from outside: a line {@code end|...}
   *     an end, then {@code held|...}, and the next way when a byte comes in
   */
  UnderTest(Settings settings, Variant variant, boolean hold, PrintStream out) {
    this.settings = settings;
    this.variant = variant;
    this.hold = hold;
    this.out = out;
  }

  /** Whether all was as it should be. */
  boolean run(List<String> inheritor) throws IOException {
    sockets.list(); // Fails at once, and not once a way, where the kernel can't be read.
    if (!hold) {
      out.printf(
          ROW, variant.title, "end", "keepalive", "idle", "intvl", "cnt", "user_timeout", "ok");
    }
    SocketWays ways = new SocketWays(this, variant.address());
    ways.sockets();
    ways.channels();
    ways.otherThanTcp();
    new ProtocolWays(this, variant.address()).all(inheritor);
    return good;
  }

  /**
   * In a JVM that was handed a connection: tells of it, over the channel itself, for the JDK points
   * standard output at /dev/null once it has been asked for that.
   */
  boolean tell() throws IOException {
    try (SocketChannel channel = (SocketChannel) System.inheritedChannel()) {
      String end = end(newcomers().get(0), true) + "\n";
      channel.write(ByteBuffer.wrap(end.getBytes(StandardCharsets.US_ASCII)));
      channel.read(ByteBuffer.allocate(1)); // until the other end closes
    }
    return true;
  }

  /** Opens a way, and reports its ends. */
  void attempt(String way, int atLeast, Callable<?> opener) {
    try {
      newcomers();
      // In a thread of its own, so that a way that hangs is one row of the table and not the end.
      Object opened = Ways.await(Ways.THREADS.submit(opener));
      List<String> ends = new ArrayList<>();
      for (OpenSocket socket : newcomers()) {
        try {
          ends.add(end(socket, listening.contains(socket.local.getPort())));
        } catch (IOException ignored) {
          // Closed meanwhile: RMI has threads that do so.
        }
      }
      if (opened instanceof String) {
        ends.add((String) opened); // by the word of the JVM that has it
      }
      report(way, atLeast, ends);
    } catch (Exception e) {
      Throwable cause = e;
      while (cause instanceof ExecutionException || cause instanceof InvocationTargetException) {
        cause = cause.getCause();
      }
      if (cause instanceof SkippedException) {
        remark(way, "skipped", cause.getMessage());
      } else if (cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError) {
        remark(way, "skipped", "not here: " + cause.getMessage().replace('/', '.'));
      } else {
        good = false;
        remark(way, hold ? "failed" : "NO", cause.toString());
      }
    }
    out.flush();
  }

  private void report(String way, int atLeast, List<String> ends) throws IOException {
    if (hold) {
      ends.forEach(end -> out.println("end|" + end));
      remark(way, "held", String.valueOf(atLeast));
      out.flush();
      if (System.in.read() < 0) {
        throw new EOFException("nobody is there");
      }
      return;
    }
    for (String end : ends) {
      String[] part = end.split("\\|", -1);
      String keepalive = part[4].equals("1") ? "on" : "off";
      String userTimeout = part[8].equals("0") ? "off" : part[8];
      good &= !part[9].equals("NO");
      out.printf(ROW, way, part[1], keepalive, part[5], part[6], part[7], userTimeout, part[9]);
    }
    if (ends.size() < atLeast || (atLeast == 0 && !ends.isEmpty())) {
      good = false;
      remark(way, "NO", ends.size() + " ends found, not " + atLeast);
    } else if (atLeast == 0) {
      remark(way, "works", "is no TCP");
    }
  }

  private void remark(String way, String outcome, String remark) {
    if (hold) {
      out.println(String.join("|", outcome, variant.title, way, remark));
    } else {
      out.printf("%-68s%-50s  %s%n", way, remark, outcome);
    }
  }

  /**
   * The TCP sockets that were not open when this was last asked. An end is found so and not by
   * asking the way that opened it: many ways show their socket to nobody.
   */
  private List<OpenSocket> newcomers() throws IOException {
    List<OpenSocket> newcomers = new ArrayList<>();
    listening.clear();
    for (OpenSocket socket : sockets.list()) {
      try {
        if (socket.isListening) {
          listening.add(socket.local.getPort());
        } else if (known.add(socket.identity())) {
          newcomers.add(socket);
        }
      } catch (IOException ignored) {
        // closed meanwhile
      }
    }
    return newcomers;
  }

  private String end(OpenSocket socket, boolean incoming) throws IOException {
    List<Integer> held = new ArrayList<>();
    for (Option option : Option.values()) {
      held.add(socket.get(option));
    }
    StringBuilder line = new StringBuilder(new File("/proc/self").getCanonicalFile().getName());
    line.append(incoming ? "|server" : "|client");
    for (InetSocketAddress address : Arrays.asList(socket.local, socket.remote)) {
      line.append("|" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }
    held.forEach(value -> line.append("|" + value));
    return line + "|" + verdict(socket, incoming, held);
  }

  private String verdict(OpenSocket socket, boolean incoming, List<Integer> held) {
    Policy asked =
        incoming
            ? settings.incoming(socket.remote.getAddress(), socket.local.getPort())
            : settings.outgoing(socket.remote);
    if (asked == null || asked.mode == Mode.REPORT) {
      return "-"; // left alone
    }
    MachineDefaults machine = MachineDefaults.now();
    Policy all =
        asked.onMachine(machine.of(Option.IDLE), machine.of(Option.INTVL), machine.of(Option.CNT));
    return held.equals(Arrays.asList(1, all.idle, all.intvl, all.cnt, all.userTimeout))
        ? "yes"
        : "NO";
  }
}
