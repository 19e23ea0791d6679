package programs.faults;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

/** The JDK's options idle, intvl and cnt, by name: JDK 8's API is older than their constants. */
final class Timings {

  private Timings() {}

  static void idle(NetworkChannel channel, int seconds) throws IOException {
    channel.setOption(named("TCP_KEEPIDLE"), seconds);
  }

  @SuppressWarnings("unchecked") // the three timings are of type Integer
  static SocketOption<Integer> named(String name) throws IOException {
    try (SocketChannel any = SocketChannel.open()) {
      for (SocketOption<?> option : any.supportedOptions()) {
        if (option.name().equals(name)) {
          return (SocketOption<Integer>) option;
        }
      }
    }
    throw new IllegalStateException("no " + name);
  }
}
