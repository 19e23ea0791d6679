package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One connection that is silent for its time, then asked by one keepalive probe. Whether the probe
 * is answered no program is told: what isn't lost when the kernel has given up others was.
 */
final class SilentConnection implements Participant {

  private static final int CONNECT_MILLIS = 10_000;

  /** Some ends greet late, in parts; one that never stops is not silent. */
  private static final int WORDS_ALLOWED = 4;

  /** Closed sooner than that, the other end did not want it. */
  private static final int AT_ONCE_MILLIS = 900;

  /** From the probe until the kernel gives up; and for the way of the last answer. */
  private static final int GIVEN_UP_MILLIS = KeepaliveOptions.PROBES * 1000;

  private static final int LATE_MILLIS = 1500;

  /** A probe's answer comes before the kernel gives up; half of the last interval is its due. */
  private static final int HALF_INTERVAL_MILLIS = 500;

  private enum Stage {
    CONNECTING,
    SILENT,
    ASKED,
    ENDED
  }

  private final KeepaliveOptions options;
  private final SocketChannel channel;
  private final int idle;
  private final Consumer<Ended> onEnd;
  private final Consumer<String> onWords;
  private final ByteBuffer bytes = ByteBuffer.allocate(4096);
  private Stage stage;
  private long silentSince = EventLoop.now();
  private long due;
  private long askedAt;
  private int words;

  private SilentConnection(
      KeepaliveOptions options,
      SocketChannel channel,
      int idle,
      Consumer<Ended> onEnd,
      Consumer<String> onWords) {
    this.options = options;
    this.channel = channel;
    this.idle = idle;
    this.onEnd = onEnd;
    this.onWords = onWords;
  }

  /**
   * Opens one.
   *
   * @param idle how long it is to be silent, in seconds
   * @param onEnd told once what became of it, if it is refused at once within this call
   * @param onWords told what the other end sends
   */
  static void open(
      EventLoop loop,
      KeepaliveOptions options,
      SocketAddress target,
      int idle,
      Consumer<Ended> onEnd,
      Consumer<String> onWords)
      throws IOException, CommandException {
    SocketChannel channel = SocketChannel.open();
    SilentConnection connection = new SilentConnection(options, channel, idle, onEnd, onWords);
    connection.stage = Stage.CONNECTING;
    connection.due = EventLoop.now() + CONNECT_MILLIS;
    try {
      channel.configureBlocking(false);
      boolean atOnce = channel.connect(target);
      loop.add(connection, channel, atOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
      if (atOnce) {
        connection.begin();
      }
    } catch (IOException refused) {
      connection.end(Fate.UNCONNECTED, refused.getMessage());
    }
  }

  /** The same with one that is open. */
  static void take(
      EventLoop loop,
      KeepaliveOptions options,
      SocketChannel channel,
      int idle,
      Consumer<Ended> onEnd)
      throws IOException, CommandException {
    SilentConnection connection = new SilentConnection(options, channel, idle, onEnd, words -> {});
    connection.begin();
    loop.add(connection, channel, SelectionKey.OP_READ);
  }

  private void begin() throws IOException, CommandException {
    options.prepare(channel);
    stage = Stage.SILENT;
    beSilent();
  }

  /** From now on. */
  private void beSilent() {
    silentSince = EventLoop.now();
    due = silentSince + idle * 1000L - KeepaliveOptions.LEAD_MILLIS;
  }

  @Override
  public void ready(SelectionKey key) throws CommandException {
    try {
      if (stage == Stage.CONNECTING) {
        if (channel.finishConnect()) {
          EventLoop.watch(key, SelectionKey.OP_READ);
          begin();
        }
      } else {
        read();
      }
    } catch (IOException lost) {
      lost(lost);
    }
  }

  private void read() throws IOException {
    bytes.clear();
    int count = channel.read(bytes);
    if (count < 0) {
      end(isAtOnce() ? Fate.REFUSED : Fate.CLOSED, null);
    } else if (count > 0) {
      heard(new String(bytes.array(), 0, count, StandardCharsets.ISO_8859_1));
    }
  }

  private void heard(String said) throws IOException {
    onWords.accept(said);
    words++;
    if (stage == Stage.ASKED && silence() >= idle * 1000L) {
      end(Fate.ANSWERED, null); // What came after the probe came through, too.
    } else if (words > WORDS_ALLOWED) {
      end(Fate.TALKED, null);
    } else {
      options.dontAsk(channel);
      stage = Stage.SILENT;
      beSilent();
    }
  }

  private void lost(IOException why) {
    if (stage == Stage.CONNECTING) {
      end(Fate.UNCONNECTED, why.getMessage());
    } else if (isAtOnce()) {
      end(Fate.REFUSED, why.getMessage());
    } else {
      // Not by the message, which is the system's and in the user's language. An unreachable host
      // (ICMP) does not end a connection before the kernel gives up.
      long givenUp = askedAt + KeepaliveOptions.LEAD_MILLIS + GIVEN_UP_MILLIS;
      boolean isSilent = stage == Stage.ASKED && EventLoop.now() >= givenUp - HALF_INTERVAL_MILLIS;
      end(isSilent ? Fate.SILENT : Fate.RESET, why.getMessage());
    }
  }

  @Override
  public long due() {
    return due;
  }

  @Override
  public void overdue() throws CommandException {
    if (stage == Stage.CONNECTING) {
      end(Fate.UNCONNECTED, "no answer within " + CONNECT_MILLIS / 1000 + " s");
    } else if (stage == Stage.ASKED) {
      end(Fate.ANSWERED, null);
    } else {
      ask();
    }
  }

  private void ask() {
    try {
      options.askSoon(channel);
      stage = Stage.ASKED;
      askedAt = EventLoop.now();
      due = askedAt + KeepaliveOptions.LEAD_MILLIS + GIVEN_UP_MILLIS + LATE_MILLIS;
    } catch (IOException lost) {
      lost(lost); // Its end was on the way.
    }
  }

  private boolean isAtOnce() {
    return stage == Stage.SILENT && silence() < AT_ONCE_MILLIS;
  }

  private long silence() {
    return EventLoop.now() - silentSince;
  }

  private void end(Fate fate, String why) {
    if (stage == Stage.ENDED) {
      return;
    }
    // Where this process or the machine slept meanwhile, the silence was longer than it was to be.
    long late = stage == Stage.ASKED ? askedAt - dueAt() : 0;
    int silent = late < LATE_MILLIS ? idle : (int) (idle + late / 1000);
    long after = silence();
    close();
    onEnd.accept(new Ended(silent, fate, after, why));
  }

  private long dueAt() {
    return silentSince + idle * 1000L - KeepaliveOptions.LEAD_MILLIS;
  }

  @Override
  public boolean hasEnded() {
    return stage == Stage.ENDED;
  }

  @Override
  public void close() {
    stage = Stage.ENDED;
    EventLoop.close(channel);
  }
}
