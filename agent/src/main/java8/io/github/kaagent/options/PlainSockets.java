package io.github.kaagent.options;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Set;

/** Options of a java.net.Socket. This is JDK 8's variant, whose Socket has no setOption. */
@SuppressWarnings({
  "deprecation",
  "removal"
}) // not yet on 8; later JDKs run the variant of src/main/java9
final class PlainSockets {

  private PlainSockets() {}

  static <T> void set(Socket socket, SocketOption<T> option, T value) throws IOException {
    jdk.net.Sockets.setOption(socket, option, value);
  }

  static <T> T get(Socket socket, SocketOption<T> option) throws IOException {
    return jdk.net.Sockets.getOption(socket, option);
  }

  static Set<SocketOption<?>> supported(Socket socket) {
    return jdk.net.Sockets.supportedOptions(Socket.class);
  }
}
