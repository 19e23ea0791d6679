package io.github.kaagent.cli.selftest;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The loopback interface as one way uses it: its address, and all that was opened there. */
final class Loopback implements Closeable {

  /** For what takes milliseconds when it works. */
  private static final int PATIENCE_SECONDS = 30;

  /** The same, for a setSoTimeout or a connect. */
  static final int PATIENCE_MILLIS = PATIENCE_SECONDS * 1000;

  private final InetAddress address;
  private final Jvm jvm;
  private final Deque<Closeable> opened = new ArrayDeque<>();
  private final List<Object> reachable = new ArrayList<>();
  private final List<End> elsewhere = new ArrayList<>();

  Loopback(InetAddress address, Jvm jvm) {
    this.address = address;
    this.jvm = jvm;
  }

  InetAddress address() {
    return address;
  }

  /** The address as text. */
  String host() {
    return address.getHostAddress();
  }

  /** How to start one more JVM like this one. */
  Jvm jvm() {
    return jvm;
  }

  /** This address and any free port. */
  InetSocketAddress anyPort() {
    return new InetSocketAddress(address, 0);
  }

  /** A listener of the plain kind. */
  ServerSocket listen() throws IOException {
    return keep(new ServerSocket(0, 8, address));
  }

  /** Keeps it open until the way has been looked at. */
  synchronized <C extends Closeable> C keep(C resource) {
    opened.push(resource);
    return resource;
  }

  /** Keeps it from being garbage until the way has been looked at. */
  synchronized void keepReachable(Object object) {
    reachable.add(object);
  }

  /** Takes note of an end that another process has, and that it has read for us. */
  void elsewhere(End end) {
    elsewhere.add(end);
  }

  List<End> elsewhere() {
    return elsewhere;
  }

  /** Starts it in a thread of its own. */
  <T> Future<T> meanwhile(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "ka-agent selftest");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  /** What became of it. */
  static <T> T await(Future<T> future) throws Exception {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception) {
        throw (Exception) e.getCause();
      }
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    for (Closeable resource : opened) {
      try {
        resource.close();
      } catch (IOException e) {
        // Of no interest: it was looked at while it was open.
      }
    }
    opened.clear();
    reachable.clear();
  }
}
