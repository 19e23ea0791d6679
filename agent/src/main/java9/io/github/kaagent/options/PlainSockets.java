package io.github.kaagent.options;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Set;

/** Options of a java.net.Socket. This is the variant of JDK 9 and later. */
final class PlainSockets {

  private PlainSockets() {}

  static <T> void set(Socket socket, SocketOption<T> option, T value) throws IOException {
    socket.setOption(option, value);
  }

  static <T> T get(Socket socket, SocketOption<T> option) throws IOException {
    return socket.getOption(option);
  }

  static Set<SocketOption<?>> supported(Socket socket) {
    return socket.supportedOptions();
  }
}
