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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** The JVM under test: opens every way, and compares both ends with what the settings ask. */
final class UnderTest {

  private static final String ROW = "%-68s%-8s%9s%7s%7s%5s%14s  %s%n";

  /** A way can't be tried here; the message says what is missing. */
  static final class Skipped extends Exception {
    private static final long serialVersionUID = 1;

    Skipped(String reason) {
      super(reason);
    }
  }

  private final OpenSockets sockets = new OpenSockets(new Kernel(Backend.JDK, null));
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
    open(); // Fails at once, and not once a way, where the kernel can't be read.
    if (!hold) {
      out.printf(
          ROW, variant.title, "end", "keepalive", "idle", "intvl", "cnt", "user_timeout", "ok");
    }
    SocketWays ways = new SocketWays(this, variant.address());
    ways.sockets();
    ways.channels();
    new OtherThanTcpWays(this, variant.address()).all();
    new ProtocolWays(this, variant.address()).all(inheritor);
    return good;
  }

  /** Opens a way, and reports its ends. */
  void attempt(String way, int atLeast, Callable<?> opener) {
    try {
      Set<Object> known = open().keySet();
      // In a thread of its own, so that a way that hangs is one row of the table and not the end.
      Object opened = Ways.await(Ways.THREADS.submit(opener));
      List<String> ends = besides(known, false);
      if (opened instanceof String) {
        ends.add((String) opened); // by the word of the JVM that has it
      }
      report(way, atLeast, ends);
    } catch (Exception e) {
      Throwable cause = e;
      while (cause instanceof ExecutionException || cause instanceof InvocationTargetException) {
        cause = cause.getCause();
      }
      boolean missing =
          cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError;
      if (missing) {
        remark(way, "skipped", "not here: " + cause.getMessage().replace('/', '.'));
      } else if (cause instanceof Skipped) {
        remark(way, "skipped", cause.getMessage());
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
   * An end is found by being new and not by asking the way that opened it: many ways show their
   * socket to nobody.
   *
   * @param inherited whether a connection came in though this JVM does not listen
   */
  List<String> besides(Set<Object> known, boolean inherited) throws IOException {
    Map<Object, OpenSocket> open = open();
    Set<Integer> listening =
        open.values().stream()
            .filter(OpenSocket::isListening)
            .map(socket -> socket.local().getPort())
            .collect(Collectors.toSet());
    open.keySet().removeAll(known);
    open.values().removeIf(OpenSocket::isListening);
    List<String> ends = new ArrayList<>();
    for (OpenSocket socket : open.values()) {
      try {
        ends.add(end(socket, inherited || listening.contains(socket.local().getPort())));
      } catch (IOException ignored) {
        // Closed meanwhile: RMI has threads that do so.
      }
    }
    return ends;
  }

  /** The TCP sockets that are open, by what tells one from all others. */
  private Map<Object, OpenSocket> open() throws IOException {
    Map<Object, OpenSocket> open = new LinkedHashMap<>();
    for (OpenSocket socket : sockets.list()) {
      try {
        open.put(socket.identity(), socket);
      } catch (IOException ignored) {
        // closed meanwhile
      }
    }
    return open;
  }

  private String end(OpenSocket socket, boolean incoming) throws IOException {
    List<Integer> held = new ArrayList<>();
    for (Option option : Option.values()) {
      held.add(socket.get(option));
    }
    StringBuilder line = new StringBuilder(new File("/proc/self").getCanonicalFile().getName());
    line.append(incoming ? "|server" : "|client");
    for (InetSocketAddress address : Arrays.asList(socket.local(), socket.remote())) {
      line.append("|" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }
    held.forEach(value -> line.append("|" + value));
    return line + "|" + verdict(socket, incoming, held);
  }

  private String verdict(OpenSocket socket, boolean incoming, List<Integer> held) {
    Policy asked =
        incoming
            ? settings.incoming(socket.remote().getAddress(), socket.local().getPort())
            : settings.outgoing(socket.remote());
    if (asked == null || asked.mode() == Mode.REPORT) {
      return "-"; // left alone
    }
    MachineDefaults machine = MachineDefaults.now();
    Policy all =
        asked.onMachine(machine.of(Option.IDLE), machine.of(Option.INTVL), machine.of(Option.CNT));
    return held.equals(Arrays.asList(1, all.idle(), all.intvl(), all.cnt(), all.userTimeout()))
        ? "yes"
        : "NO";
  }
}
