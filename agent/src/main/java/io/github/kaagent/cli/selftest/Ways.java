package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What a table of ways is written in. What its rows open stays open until the JVM ends. */
abstract class Ways {

  /** Milliseconds, for what takes a few when it works. */
  static final int PATIENCE = 30_000;

  static final ExecutorService THREADS = Executors.newCachedThreadPool();

  private static final Queue<Object> KEPT = new ConcurrentLinkedQueue<>();

  /** What a server does with a connection that it has accepted. */
  interface Service {
    void serve(Socket accepted) throws Exception;
  }

  final InetAddress ip;
  final String host;

  /** Where the last listener is. */
  InetSocketAddress to;

  int port;
  private final UnderTest test;

  Ways(UnderTest test, InetAddress ip) {
    this.test = test;
    this.ip = ip;
    this.host = ip.getHostAddress();
  }

  /** A row: opens a TCP connection and leaves it open. */
  void way(String name, Callable<?> opener) {
    way(name, 2, opener);
  }

  /** One that makes another number of ends; none is for what is no TCP. */
  void way(String name, int ends, Callable<?> opener) {
    test.attempt(name, ends, () -> keep(opener.call()));
  }

  /** A client whose connection waits to be accepted. */
  void client(String name, Callable<?> client) {
    waiting(name, ServerSocket::new, client);
  }

  /** A server that accepts a connection which waits; the listener is still to be bound. */
  void server(String name, Callable<ServerSocket> listener) {
    waiting(name, listener, () -> connect(new Socket()));
  }

  private void waiting(String name, Callable<ServerSocket> listener, Callable<?> client) {
    way(
        name,
        () -> {
          ServerSocket server = listen(listener.call());
          keep(client.call());
          return server.accept();
        });
  }

  /** A client and a server that talk. */
  void talking(
      String name, int ends, Callable<ServerSocket> listener, Service service, Callable<?> client) {
    way(
        name,
        ends,
        () -> {
          ServerSocket server = listen(listener.call());
          Future<Void> served =
              THREADS.submit(
                  () -> {
                    service.serve(keep(server.accept()));
                    return null;
                  });
          keep(client.call());
          return await(served);
        });
  }

  InetSocketAddress anyPort() {
    return new InetSocketAddress(ip, 0);
  }

  ServerSocket listen(ServerSocket server) throws IOException {
    server.bind(anyPort());
    to = (InetSocketAddress) server.getLocalSocketAddress();
    port = to.getPort();
    return keep(server);
  }

  Socket connect(Socket socket) throws IOException {
    socket.connect(to);
    return keep(socket);
  }

  Socket connectInTime(Socket socket) throws IOException {
    socket.connect(to, PATIENCE);
    return keep(socket);
  }

  /** Keeps it from being garbage, which the JDK would close. */
  static <T> T keep(T object) {
    KEPT.add(object == null ? "" : object);
    return object;
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.get(PATIENCE, TimeUnit.MILLISECONDS);
  }
}
