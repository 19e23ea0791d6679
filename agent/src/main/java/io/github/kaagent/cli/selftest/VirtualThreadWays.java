package io.github.kaagent.cli.selftest;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Both ends opened in virtual threads. */
final class VirtualThreadWays {

  private VirtualThreadWays() {}

  static List<Way> all() {
    return Arrays.asList(
        Way.of("Socket in a virtual thread", VirtualThreadWays::socket).from(21),
        Way.of("SocketChannel in a virtual thread", VirtualThreadWays::channel).from(21));
  }

  private static void socket(Loopback on) throws Exception {
    ServerSocket server = on.listen();
    FutureTask<Socket> accepted = start(server::accept);
    on.keep(Loopback.await(start(() -> new Socket(on.address(), server.getLocalPort()))));
    on.keep(Loopback.await(accepted));
  }

  private static void channel(Loopback on) throws Exception {
    ServerSocketChannel server = on.keep(ServerSocketChannel.open()).bind(on.anyPort());
    FutureTask<SocketChannel> accepted = start(server::accept);
    on.keep(Loopback.await(start(() -> SocketChannel.open(server.getLocalAddress()))));
    on.keep(Loopback.await(accepted));
  }

  private static <T> FutureTask<T> start(Callable<T> task) throws ReflectiveOperationException {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, future);
    return future;
  }
}
