package io.github.kaagent.enforce;

import io.github.kaagent.options.Kernel;
import java.io.FileDescriptor;
import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Waits for handshakes whose end no join point reports, those of TCP Fast Open, and then does what
 * is due, such as setting the user timeout. A thread runs only while there are some.
 */
final class Handshakes {

  private static final int MILLIS_BETWEEN_LOOKS = 50;

  /** 150 s. Linux gives up earlier: tcp_syn_retries = 6 makes 127 s (tcp(7)). */
  private static final int MAX_LOOKS = 3000;

  private static final int MAX_PENDING = 4096;

  private static final class Pending {
    final Object socket;
    final FileDescriptor fd;
    final Object identity;
    int looks;

    Pending(Object socket, FileDescriptor fd, Object identity) {
      this.socket = socket;
      this.fd = fd;
      this.identity = identity;
    }
  }

  private final Enforcer enforcer;
  private final List<Pending> pending = new ArrayList<>();

  Handshakes(Enforcer enforcer) {
    this.enforcer = enforcer;
  }

  void await(Object socket, FileDescriptor fd) throws IOException {
    if (!enforcer.settings().usesUserTimeout) {
      return;
    }
    Pending handshake = new Pending(socket, fd, enforcer.kernel.identity(fd));
    synchronized (pending) {
      if (pending.size() >= MAX_PENDING) {
        return; // This one gets no user timeout; keepalive is set already.
      }
      pending.add(handshake);
      if (pending.size() == 1) {
        AccessController.doPrivileged((PrivilegedAction<Void>) this::start);
      }
    }
  }

  private Void start() {
    Thread thread = new Thread(this::run, "ka-agent-handshakes");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    try {
      thread.start();
    } catch (RuntimeException | Error e) {
      pending.clear();
      throw e;
    }
    return null;
  }

  private void run() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
        goesOn = look();
      } catch (InterruptedException ignored) {
        // The application may interrupt every thread that there is; this one just goes on.
      } catch (Throwable failure) { // otherwise the JVM would print it
        enforcer.watcher.failed(failure);
      }
    }
  }

  /** Finishes the handshakes that have ended; returns whether some are still under way. */
  private boolean look() {
    List<Pending> ended = new ArrayList<>();
    boolean someAreUnderWay;
    synchronized (pending) {
      for (Iterator<Pending> i = pending.iterator(); i.hasNext(); ) {
        Pending handshake = i.next();
        if (++handshake.looks > MAX_LOOKS || !isUnderWay(handshake)) {
          i.remove();
          ended.add(handshake);
        }
      }
      someAreUnderWay = !pending.isEmpty();
    }
    ended.forEach(this::finish);
    return someAreUnderWay;
  }

  private boolean isUnderWay(Pending handshake) {
    try {
      return enforcer.kernel.isConnecting(handshake.fd);
    } catch (IOException ignored) {
      return false; // There are no natives, and an earlier call has failed already.
    }
  }

  private void finish(Pending handshake) {
    try {
      Kernel kernel = enforcer.kernel;
      if (kernel.isConnectedOrConnecting(handshake.fd)
          && !kernel.isConnecting(handshake.fd)
          && handshake.identity.equals(kernel.identity(handshake.fd))) {
        enforcer.connected(handshake.socket, handshake.fd);
      }
    } catch (IOException ignored) {
      // It was closed meanwhile.
    }
  }
}
