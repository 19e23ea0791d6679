package io.github.kaagent.options;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.Set;

/**
 * Options by the JDK's own API: jdk.net.ExtendedSocketOptions, which 8u272 and later have on Linux
 * and macOS, and on Windows from 17 and 21. They are found by name in what a socket says that it
 * supports: a runtime without module jdk.net does not have the class.
 */
final class JdkOptions {

  private static final String[] NAMES = {
    "SO_KEEPALIVE", "TCP_KEEPIDLE", "TCP_KEEPINTERVAL", "TCP_KEEPCOUNT"
  };

  private static final Option[] OPTIONS = {Option.KEEPALIVE, Option.IDLE, Option.INTVL, Option.CNT};

  /** By {@link Option#ordinal()}; the same objects for all kinds of socket. */
  private static final SocketOption<?>[] KNOWN = {
    StandardSocketOptions.SO_KEEPALIVE, null, null, null
  };

  private JdkOptions() {}

  /**
   * Sets one option; one system call.
   *
   * @param socket a Socket or a NetworkChannel
   * @return false if the socket does not support it
   */
  static boolean set(Object socket, Option option, int value) throws IOException {
    SocketOption<?> jdk = jdk(socket, option);
    if (jdk == null) {
      return false;
    }
    try {
      if (option == Option.KEEPALIVE) {
        set(socket, StandardSocketOptions.SO_KEEPALIVE, Own.on());
      } else {
        @SuppressWarnings("unchecked") // all three are of type Integer
        SocketOption<Integer> timing = (SocketOption<Integer>) jdk;
        set(socket, timing, Own.box(value));
      }
      return true;
    } catch (UnsupportedOperationException aSocketOfTheApplicationsOwn) {
      return option == Option.KEEPALIVE && setOfOldTimes(socket);
    }
  }

  /** What a SocketImpl of the application's own has had to do since JDK 1.3. */
  private static boolean setOfOldTimes(Object socket) throws IOException {
    if (socket instanceof Socket) {
      ((Socket) socket).setKeepAlive(true);
      return true;
    }
    return false;
  }

  private static <T> void set(Object socket, SocketOption<T> option, T value) throws IOException {
    if (socket instanceof Socket) {
      PlainSockets.set((Socket) socket, option, value);
    } else {
      ((NetworkChannel) socket).setOption(option, value);
    }
  }

  /**
   * Reads one option of the timings as the kernel holds it.
   *
   * @return null if the socket does not support it
   */
  static Integer get(Object socket, Option option) throws IOException {
    @SuppressWarnings("unchecked") // all timings are of type Integer
    SocketOption<Integer> timing = (SocketOption<Integer>) jdk(socket, option);
    if (timing == null) {
      return null;
    }
    try {
      return socket instanceof Socket
          ? PlainSockets.get((Socket) socket, timing)
          : ((NetworkChannel) socket).getOption(timing);
    } catch (UnsupportedOperationException aSocketOfTheApplicationsOwn) {
      return null;
    }
  }

  private static SocketOption<?> jdk(Object socket, Option option) throws IOException {
    int index = option.ordinal();
    if (index >= KNOWN.length || !(socket instanceof Socket || socket instanceof NetworkChannel)) {
      return null;
    }
    SocketOption<?> known = KNOWN[index];
    if (known == null) {
      known = named(NAMES[index], supported(socket));
      KNOWN[index] = known;
    }
    return known;
  }

  private static Set<SocketOption<?>> supported(Object socket) throws IOException {
    return socket instanceof Socket
        ? PlainSockets.supported((Socket) socket)
        : ((NetworkChannel) socket).supportedOptions();
  }

  private static SocketOption<?> named(String name, Set<SocketOption<?>> options) {
    for (SocketOption<?> option : options) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    return null;
  }

  /** The option that an application's SocketOption is, or null if it is none of keepalive's. */
  static Option of(SocketOption<?> option) {
    String name = option.name();
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equals(name)) {
        return OPTIONS[i];
      }
    }
    return null;
  }
}
