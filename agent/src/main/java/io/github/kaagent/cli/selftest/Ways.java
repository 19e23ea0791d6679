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

/** The kinds of rows in a table of ways. What a row opens stays open until the JVM ends. */
abstract class Ways {

  static final int TIMEOUT = 30_000; // milliseconds, for what takes a few when it works
  static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static final Queue<Object> KEPT = new ConcurrentLinkedQueue<>();

  /** What a server does with a connection that it has accepted. */
  interface Service {
    Object serve(Socket accepted) throws Exception;
  }

  private final JvmUnderTest test;
  final InetAddress ip;
  final String host;
  final InetSocketAddress any;
  InetSocketAddress target; // where the last listener is
  int port;

  Ways(JvmUnderTest test, InetAddress ip) {
    this.test = test;
    this.ip = ip;
    host = ip.getHostAddress();
    any = new InetSocketAddress(ip, 0);
  }

  /** A row that opens so many ends and leaves them open; 0 for what is not TCP. */
  void way(String name, int ends, Callable<?> opener) throws IOException {
    test.attempt(name, ends, () -> keep(opener.call()));
  }

  /** A row that needs a JDK of this feature version, or later. */
  void since(int feature, String name, int ends, Callable<?> opener) throws IOException {
    if (Variant.FEATURE >= feature) {
      way(name, ends, opener);
    }
  }

  /** A client whose connection is accepted afterwards. */
  void client(String name, Callable<?> client) throws IOException {
    talk(name, ServerSocket::new, null, client);
  }

  /** A server that accepts a connection that is already there; the listener is not bound yet. */
  void server(String name, Callable<ServerSocket> listener) throws IOException {
    talk(name, listener, null, () -> connect(new Socket(), 0));
  }

  /** A client and a server that talk; without a service the server accepts after the client. */
  void talk(String name, Callable<ServerSocket> listener, Service service, Callable<?> client)
      throws IOException {
    Callable<?> opener =
        () -> {
          ServerSocket server = listen(listener.call());
          Callable<?> serve = () -> service.serve(keep(server.accept()));
          Future<?> served = service == null ? null : THREADS.submit(serve);
          keep(client.call());
          return served == null ? server.accept() : await(served);
        };
    way(name, 2, opener);
  }

  ServerSocket listen(ServerSocket server) throws IOException {
    server.bind(any);
    target = (InetSocketAddress) server.getLocalSocketAddress();
    port = target.getPort();
    return keep(server);
  }

  Socket connect(Socket socket, int timeout) throws IOException {
    socket.connect(target, timeout);
    return keep(socket);
  }

  /** Keeps the object from becoming garbage, for the JDK closes a socket that does. */
  static <T> T keep(T object) {
    KEPT.add(object == null ? "" : object);
    return object;
  }

  static Object await(Future<?> future) throws Exception {
    return future.get(TIMEOUT, TimeUnit.MILLISECONDS);
  }
}
