package io.github.kaagent.benchmarks;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** What the code that {@link BuilderAgent} weaves calls; on the bootstrap class path. */
public final class BuilderHook {

  private BuilderHook() {}

  /** Switches keepalive on. */
  public static void connecting(Object socket, SocketAddress remote) {
    try {
      if (socket instanceof Socket) {
        ((Socket) socket).setKeepAlive(true);
      } else {
        ((SocketChannel) socket).setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
