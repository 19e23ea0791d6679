package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options by which a connection's keepalive is driven, found by their names. */
final class KeepaliveOptions {

  /** How often the kernel asks, a second apart, before it gives a connection up. */
  static final int PROBES = 3;

  /** From where the probe is asked for until the kernel sends it. */
  static final int LEAD_MILLIS = 1000;

  private final Map<SocketOption<Integer>, Integer> timing = new LinkedHashMap<>();

  /**
   * Those of this JDK. They are not in Java 8's API; jdk.net.ExtendedSocketOptions has them from 11
   * and 8u272 on, where its module is there and the system has them.
   *
   * @throws CommandException if one is missing
   */
  KeepaliveOptions() throws CommandException {
    try (SocketChannel channel = SocketChannel.open()) {
      timing.put(named("TCP_KEEPIDLE", channel), 1);
      timing.put(named("TCP_KEEPINTERVAL", channel), 1);
      timing.put(named("TCP_KEEPCOUNT", channel), PROBES);
    } catch (IOException e) {
      throw CommandException.failed("no socket can be opened: " + e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // as its type says
  private static SocketOption<Integer> named(String name, SocketChannel channel)
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

  /** Before the silence: keepalive off, and all else ready, unless another hand is on it. */
  void prepare(SocketChannel channel) throws IOException, CommandException {
    ask(channel, false);
    for (Map.Entry<SocketOption<Integer>, Integer> option : timing.entrySet()) {
      channel.setOption(option.getKey(), option.getValue());
    }
    boolean others = channel.getOption(StandardSocketOptions.SO_KEEPALIVE);
    for (Map.Entry<SocketOption<Integer>, Integer> option : timing.entrySet()) {
      others |= !channel.getOption(option.getKey()).equals(option.getValue());
    }
    if (others) {
      throw CommandException.failed(
          "something in this JVM sets keepalive itself, so nothing can be measured; an agent?"
              + " Run it with JAVA_TOOL_OPTIONS= in front");
    }
  }

  /**
   * On, a second before the silence is over: the kernel now sends a probe when a second has passed,
   * and goes on each second. Off, for there was something to hear meanwhile.
   *
   * <p>With TCP_KEEPIDLE as long as the silence, and keepalive on from the start, the probe would
   * be late: the longer a kernel timer, the coarser (kernel/time/timer.c: up to 12.5 %). On Linux
   * 6.18 an idle of 140 s was 155 s.
   */
  void ask(SocketChannel channel, boolean on) throws IOException {
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, on);
  }
}
