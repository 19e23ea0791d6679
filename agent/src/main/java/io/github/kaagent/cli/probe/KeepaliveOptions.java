package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** The socket options that control a connection's keepalive, found by their names. */
final class KeepaliveOptions {

  /** How many unanswered probes, a second apart, the kernel sends before it drops a connection. */
  static final int PROBES = 3;

  /** From switching keepalive on until the kernel sends the first probe. */
  static final int LEAD_MILLIS = 1000;

  private final Map<SocketOption<Integer>, Integer> timing = new LinkedHashMap<>();

  /**
   * Finds this JDK's options. They are not in Java 8's API; jdk.net.ExtendedSocketOptions has them
   * from 11 and 8u272 on, if its module is there and the system supports them.
   *
   * @throws CommandException if an option is missing
   */
  KeepaliveOptions() throws CommandException {
    try (SocketChannel channel = SocketChannel.open()) {
      timing.put(find("TCP_KEEPIDLE", channel), 1);
      timing.put(find("TCP_KEEPINTERVAL", channel), 1);
      timing.put(find("TCP_KEEPCOUNT", channel), PROBES);
    } catch (IOException e) {
      throw CommandException.failed("no socket can be opened: " + e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // the option's type was compared
  private static SocketOption<Integer> find(String name, SocketChannel channel)
      throws CommandException {
    for (SocketOption<?> option : channel.supportedOptions()) {
      if (option.name().equals(name) && option.type() == Integer.class) {
        return (SocketOption<Integer>) option;
      }
    }
    throw CommandException.failed(
        "this Java (%s) has no %s; probe needs 8u272 or later, or one from 11 on with module"
            + " jdk.net",
        System.getProperty("java.version"), name);
  }

  /** Switches keepalive off and sets its times; fails if something else in this JVM sets them. */
  void prepare(SocketChannel channel) throws IOException, CommandException {
    setKeepAlive(channel, false);
    for (Map.Entry<SocketOption<Integer>, Integer> option : timing.entrySet()) {
      channel.setOption(option.getKey(), option.getValue());
    }
    boolean changed = channel.getOption(StandardSocketOptions.SO_KEEPALIVE);
    for (Map.Entry<SocketOption<Integer>, Integer> option : timing.entrySet()) {
      changed |= !channel.getOption(option.getKey()).equals(option.getValue());
    }
    if (changed) {
      throw CommandException.failed(
          "something in this JVM sets keepalive itself, so nothing can be measured; an agent?"
              + " Run it with JAVA_TOOL_OPTIONS= in front");
    }
  }

  /**
   * Switches keepalive on, a second before the silence is over: the kernel sends its first probe
   * one second later, and then one each second. Or off again, if the other end has sent something.
   *
   * <p>With TCP_KEEPIDLE as long as the silence, and keepalive on from the start, the probe would
   * be late: the longer a kernel timer, the coarser (kernel/time/timer.c: up to 12.5 %). On Linux
   * 6.18 an idle of 140 s took 155 s.
   */
  void setKeepAlive(SocketChannel channel, boolean on) throws IOException {
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, on);
  }
}
