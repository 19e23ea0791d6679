package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import io.github.kaagent.cli.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code probe HOST:PORT}, and {@code probe --listen PORT}. */
public final class Probe {

  /** What the command takes besides HOST:PORT. */
  public static final List<String> OPTIONS = ProbeArguments.OPTIONS;

  private static final int TICK_MILLIS = 1000;

  /** How long after its connection should have ended a listener is asked what became of it. */
  private static final int ASK_MILLIS = 7000;

  private static final int ANSWER_MILLIS = 10_000;
  private static final int LAST_WORDS_SECONDS = 3;

  private final Threads threads;
  private final KeepaliveOptions options;
  private final Screen screen;
  private final ProbeArguments arguments;
  private final InetSocketAddress target;
  private volatile boolean isListener;

  private Probe(Threads threads, KeepaliveOptions options, Screen screen, ProbeArguments arguments)
      throws CommandException {
    this.threads = threads;
    this.options = options;
    this.screen = screen;
    this.arguments = arguments;
    target = new InetSocketAddress(arguments.host(), arguments.port());
    if (target.isUnresolved()) {
      throw CommandException.failed("probe: no address is known for " + arguments.host());
    }
  }

  /** Runs it: 0, whatever was found; an exception if nothing can be measured. */
  public static int run(List<String> words, PrintStream out, PrintStream err)
      throws CommandException {
    ProbeArguments arguments = ProbeArguments.of(words);
    KeepaliveOptions options = KeepaliveOptions.ofThisJdk();
    Screen screen = arguments.isJson() ? Screen.none() : Screen.of(out);
    Threads threads = new Threads();
    CountDownLatch told = new CountDownLatch(1);
    Thread interrupted = new Thread(() -> stop(threads, told), "ka-agent-probe-stop");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      if (arguments.host() == null) {
        new Listener(threads, options, screen).run(arguments.port());
      } else {
        new Probe(threads, options, screen, arguments).measure(out);
      }
      return 0;
    } catch (IOException e) {
      throw CommandException.failed("probe: " + e.getMessage());
    } finally {
      out.flush();
      told.countDown();
    }
  }

  /** Ctrl-C: what is known is told before the JVM ends. */
  private static void stop(Threads threads, CountDownLatch told) {
    threads.stop();
    try {
      told.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException ignored) {
      // Then the JVM ends without it.
    }
  }

  private void measure(PrintStream out) throws CommandException {
    String where = target.getAddress().getHostAddress();
    where = arguments.target() + (arguments.host().equals(where) ? "" : " (" + where + ")");
    String here = introduce(where);
    Direction there = new Direction("to " + where, "", search(), this::open, screen);
    Direction back = null;
    there.advance();
    while (!threads.isStopped() && !(there.isDone() && (back == null || back.isDone()))) {
      screen.countdown((there.isDone() ? back : there).countdown());
      threads.turn(TICK_MILLIS);
      there.advance();
      if (isListener && back == null) {
        back = new Direction("from there", ", asked from there", search(), this::openBack, screen);
      }
      if (back != null) {
        back.advance();
      }
    }
    screen.countdown("");
    String whyNot = there.verdict().whyNot();
    if (whyNot != null && !threads.isStopped()) {
      throw CommandException.failed(arguments.target() + ": " + whyNot);
    }
    Report report = new Report(arguments.target(), there, back);
    if (arguments.isJson()) {
      out.println(report.json());
    } else {
      report.lines(here, where).forEach(out::println);
    }
  }

  private Search search() {
    return new Search(arguments.upToSeconds(), arguments.connections());
  }

  private void open(int idle, Consumer<Ended> onEnd) {
    threads.start(
        () -> {
          Ended ended = SilentConnection.end(options, target, idle, this::heard);
          threads.later(() -> onEnd.accept(ended));
        });
  }

  private void heard(String words) {
    isListener |= words.startsWith(Listener.GREETING);
  }

  /** A connection that the listener at the other end probes: it tells later what became of it. */
  private void openBack(int idle, Consumer<Ended> onEnd) {
    threads.start(
        () -> {
          String token = UUID.randomUUID().toString();
          Listener.answer(target, "watch " + token + " " + idle, idle * 1000 + ASK_MILLIS);
          Ended ended = Ended.of(idle, Listener.answer(target, "ask " + token, ANSWER_MILLIS));
          threads.later(() -> onEnd.accept(ended));
        });
  }

  /** A first connection, for what is to be known before twelve are opened: our address. */
  private String introduce(String where) throws CommandException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(target, SilentConnection.CONNECT_MILLIS);
      options.prepare(channel);
      return ((InetSocketAddress) channel.getLocalAddress()).getAddress().getHostAddress();
    } catch (IOException e) {
      throw CommandException.failed("probe can't connect to " + where + ": " + e.getMessage());
    }
  }
}
