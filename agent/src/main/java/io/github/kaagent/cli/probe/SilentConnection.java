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
 * One connection that is silent for its time, then asked by one keepalive probe. Whether the probe
 * is answered no program is told: what isn't lost when the kernel has given up others was.
 */
final class SilentConnection {

  static final int CONNECT_MILLIS = 10_000;

  /** Some ends greet late, in parts; one that never stops is not silent. */
  private static final int WORDS_ALLOWED = 4;

  /** Closed sooner than that, the other end did not want it. */
  private static final int AT_ONCE_MILLIS = 900;

  /** From where the probe is asked for until the kernel gives up. */
  private static final int GIVEN_UP_MILLIS =
      KeepaliveOptions.LEAD_MILLIS + KeepaliveOptions.PROBES * 1000;

  private static final int LATE_MILLIS = 1500; // for the way of the last answer

  /** A probe's answer comes before the kernel gives up; half of the last interval is its due. */
  private static final int HALF_INTERVAL_MILLIS = 500;

  private final KeepaliveOptions options;
  private final SocketChannel channel;
  private final int idle;
  private final Consumer<String> onWords;
  private final byte[] bytes = new byte[4096];
  private long silentSince = now();
  private long askedAt;
  private boolean asked;

  /** One that is open and prepared, and is to be silent for so many seconds. */
  SilentConnection(
      KeepaliveOptions options, SocketChannel channel, int idle, Consumer<String> onWords) {
    this.options = options;
    this.channel = channel;
    this.idle = idle;
    this.onWords = onWords;
  }

  /** Opens one, waits, and says what became of it. */
  static ProbeResult end(
      KeepaliveOptions options, SocketAddress target, int idle, Consumer<String> onWords) {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(target, CONNECT_MILLIS);
      options.prepare(channel);
      return new SilentConnection(options, channel, idle, onWords).end();
    } catch (SocketTimeoutException silent) {
      String why = "no answer within " + CONNECT_MILLIS / 1000 + " s";
      return new ProbeResult(idle, Fate.UNCONNECTED, CONNECT_MILLIS, why);
    } catch (IOException | CommandException refused) {
      return new ProbeResult(idle, Fate.UNCONNECTED, 0, refused.getMessage());
    }
  }

  /** Waits, and says what became of it. */
  ProbeResult end() {
    try {
      for (int words = 0; words <= WORDS_ALLOWED; words++) {
        silentSince = now();
        asked = false;
        if (!hears(dueAt())) {
          options.ask(channel, true);
          asked = true;
          askedAt = now();
          // What is heard after the probe came through, too.
          if (!hears(askedAt + GIVEN_UP_MILLIS + LATE_MILLIS) || silence() >= idle * 1000L) {
            return ended(Fate.ANSWERED, null);
          }
        }
        options.ask(channel, false);
      }
      return ended(Fate.TALKED, null);
    } catch (EOFException closed) {
      return ended(isAtOnce() ? Fate.REFUSED : Fate.CLOSED, null);
    } catch (IOException lost) {
      // Not by the message, which is the system's and in the user's language. An unreachable host
      // (ICMP) does not end a connection before the kernel gives up.
      boolean isSilent = asked && now() >= askedAt + GIVEN_UP_MILLIS - HALF_INTERVAL_MILLIS;
      Fate fate = isAtOnce() ? Fate.REFUSED : isSilent ? Fate.SILENT : Fate.RESET;
      return ended(fate, lost.getMessage());
    }
  }

  /** Whether the other end says something by then; EOFException if it closes. */
  private boolean hears(long until) throws IOException {
    try {
      channel.socket().setSoTimeout((int) Math.max(1, until - now()));
      int count = channel.socket().getInputStream().read(bytes);
      if (count < 0) {
        throw new EOFException();
      }
      onWords.accept(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
      return true;
    } catch (SocketTimeoutException silent) {
      return false;
    }
  }

  /** Milliseconds of a clock that only goes forward. */
  static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private boolean isAtOnce() {
    return !asked && silence() < AT_ONCE_MILLIS;
  }

  private long silence() {
    return now() - silentSince;
  }

  private long dueAt() {
    return silentSince + idle * 1000L - KeepaliveOptions.LEAD_MILLIS;
  }

  private ProbeResult ended(Fate fate, String why) {
    // Where this process or the machine slept meanwhile, the silence was longer than it was to be.
    long late = asked ? askedAt - dueAt() : 0;
    int silent = late < LATE_MILLIS ? idle : (int) (idle + late / 1000);
    return new ProbeResult(silent, fate, silence(), why);
  }
}
