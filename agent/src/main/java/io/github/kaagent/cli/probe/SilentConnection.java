package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection that is silent for its time, then probed by the kernel's keepalive. No program is
 * told whether a probe was answered: it was if the kernel has not dropped the connection in time.
 */
final class SilentConnection {

  static final int CONNECT_MILLIS = 10_000;

  /** Some servers greet late, and in parts; one that sends more often than this never is silent. */
  private static final int MESSAGES_ALLOWED = 4;

  /** A connection that is closed sooner than this was not wanted by the other end. */
  private static final int AT_ONCE_MILLIS = 900;

  /** From switching keepalive on until the kernel drops a connection that does not answer. */
  private static final int GIVEN_UP_MILLIS =
      KeepaliveOptions.LEAD_MILLIS + KeepaliveOptions.PROBES * 1000;

  private static final int LATE_MILLIS = 1500; // for the last answer's time on the network

  /** A reset comes sooner; an error this close to when the kernel gives up is its giving up. */
  private static final int HALF_INTERVAL_MILLIS = 500;

  private final KeepaliveOptions options;
  private final SocketChannel channel;
  private final int idle;
  private final Consumer<String> onData;
  private final byte[] bytes = new byte[4096];
  private long silentSince = now();
  private long probedAt;
  private boolean probed;

  /** The channel is connected and prepared, and is to be silent for {@code idle} seconds. */
  SilentConnection(
      KeepaliveOptions options, SocketChannel channel, int idle, Consumer<String> onData) {
    this.options = options;
    this.channel = channel;
    this.idle = idle;
    this.onData = onData;
  }

  /** Opens a connection, waits for its end, and returns what became of it. */
  static ProbeResult awaitEnd(
      KeepaliveOptions options, SocketAddress target, int idle, Consumer<String> onData) {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(target, CONNECT_MILLIS);
      options.prepare(channel);
      return new SilentConnection(options, channel, idle, onData).awaitEnd();
    } catch (SocketTimeoutException silent) {
      String why = "no answer within " + CONNECT_MILLIS / 1000 + " s";
      return new ProbeResult(idle, Fate.UNCONNECTED, CONNECT_MILLIS, why);
    } catch (IOException | CommandException refused) {
      return new ProbeResult(idle, Fate.UNCONNECTED, 0, refused.getMessage());
    }
  }

  /** Waits for its end, and returns what became of it. */
  ProbeResult awaitEnd() {
    try {
      for (int messages = 0; messages <= MESSAGES_ALLOWED; messages++) {
        silentSince = now();
        probed = false;
        if (!receives(dueAt())) {
          options.setKeepAlive(channel, true);
          probed = true;
          probedAt = now();
          // Data that arrives after the whole silence came through, too.
          if (!receives(probedAt + GIVEN_UP_MILLIS + LATE_MILLIS) || silence() >= idle * 1000L) {
            return ended(Fate.ANSWERED, null);
          }
        }
        options.setKeepAlive(channel, false);
      }
      return ended(Fate.TALKED, null);
    } catch (EOFException closed) {
      return ended(isAtOnce() ? Fate.REFUSED : Fate.CLOSED, null);
    } catch (IOException lost) {
      // The time decides, not the message, which the system writes in the user's language. An ICMP
      // error (host unreachable) does not end a connection before the kernel gives up.
      boolean isSilent = probed && now() >= probedAt + GIVEN_UP_MILLIS - HALF_INTERVAL_MILLIS;
      Fate fate = isAtOnce() ? Fate.REFUSED : isSilent ? Fate.SILENT : Fate.RESET;
      return ended(fate, lost.getMessage());
    }
  }

  /** Whether the other end sends something before that time; EOFException if it closes. */
  private boolean receives(long until) throws IOException {
    try {
      channel.socket().setSoTimeout((int) Math.max(1, until - now()));
      int count = channel.socket().getInputStream().read(bytes);
      if (count < 0) {
        throw new EOFException();
      }
      onData.accept(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
      return true;
    } catch (SocketTimeoutException silent) {
      return false;
    }
  }

  /** Milliseconds of a monotonic clock. */
  static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private boolean isAtOnce() {
    return !probed && silence() < AT_ONCE_MILLIS;
  }

  private long silence() {
    return now() - silentSince;
  }

  private long dueAt() {
    return silentSince + idle * 1000L - KeepaliveOptions.LEAD_MILLIS;
  }

  private ProbeResult ended(Fate fate, String why) {
    // If this process or the machine was suspended, the silence was longer than planned.
    long late = probed ? probedAt - dueAt() : 0;
    int silent = late < LATE_MILLIS ? idle : (int) (idle + late / 1000);
    return new ProbeResult(silent, fate, silence(), why);
  }
}
