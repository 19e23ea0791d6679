package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import io.github.kaagent.cli.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** {@code probe HOST:PORT}, and {@code probe --listen PORT}. */
public final class Probe {

  private static final int TICK_MILLIS = 200; // how often the connections are checked for their end

  /** How much longer than its silence a connection that the listener probes is waited for. */
  private static final int ASK_MILLIS = 7000;

  private static final int ANSWER_MILLIS = 10_000;
  private static final int LAST_WORDS_SECONDS = 3;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);
  private final KeepaliveOptions options;
  private final Screen screen;
  private final ProbeArguments arguments;
  private final InetSocketAddress target;
  private volatile boolean isListener;

  private Probe(KeepaliveOptions options, Screen screen, ProbeArguments arguments)
      throws CommandException {
    this.options = options;
    this.screen = screen;
    this.arguments = arguments;
    target = new InetSocketAddress(arguments.host, arguments.port);
    if (target.isUnresolved()) {
      throw CommandException.failed("probe: no address is known for " + arguments.host);
    }
  }

  /** Runs the command: 0, whatever was found; an exception if nothing can be measured. */
  public static int run(List<String> words, PrintStream out, PrintStream err)
      throws CommandException {
    ProbeArguments arguments = ProbeArguments.of(words);
    KeepaliveOptions options = new KeepaliveOptions();
    Screen screen = arguments.isJson ? Screen.none() : Screen.of(out);
    try {
      if (arguments.host == null) {
        new Listener(options, screen).run(arguments.port);
      } else {
        new Probe(options, screen, arguments).measure(out);
      }
      return 0;
    } catch (IOException | InterruptedException e) {
      throw CommandException.failed("probe: " + e.getMessage());
    }
  }

  private void measure(PrintStream out) throws CommandException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "ka-agent-probe-stop"));
    try {
      String address = target.getAddress().getHostAddress();
      String where =
          arguments.target() + (arguments.host.equals(address) ? "" : " (" + address + ")");
      String here = introduce(where);
      ProbeSeries there = new ProbeSeries("to " + where, "", search(), this::open, screen);
      ProbeSeries back = null;
      do {
        there.advance();
        if (isListener && back == null) {
          back =
              new ProbeSeries("from there", ", asked from there", search(), this::openBack, screen);
        }
        if (back != null) {
          back.advance();
        }
        screen.countdown((back != null && there.isDone() ? back : there).countdown());
      } while (!(there.isDone() && (back == null || back.isDone()))
          && !stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
      screen.countdown("");
      String whyNot = there.verdict().whyNot();
      if (whyNot != null && stopped.getCount() > 0) {
        throw CommandException.failed(arguments.target() + ": " + whyNot);
      }
      Report report = new Report(arguments.target(), there, back);
      out.print(arguments.isJson ? report.json() + "\n" : report.text(here, where));
      out.flush();
    } finally {
      told.countDown();
    }
  }

  /** At Ctrl-C: lets what is known be printed before the JVM ends. */
  private void stop() {
    stopped.countDown();
    try {
      told.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException ignored) {
      // The JVM ends without the report then.
    }
  }

  private Search search() {
    return new Search(arguments.upToSeconds, arguments.connections);
  }

  private CompletableFuture<ProbeResult> open(int idle) {
    return CompletableFuture.supplyAsync(
        () -> SilentConnection.end(options, target, idle, this::heard), threads);
  }

  private void heard(String words) {
    isListener |= words.startsWith(Listener.GREETING);
  }

  /** Opens a connection that the listener probes; it is asked later what became of it. */
  private CompletableFuture<ProbeResult> openBack(int idle) {
    String token = UUID.randomUUID().toString();
    String watch = "watch " + token + " " + idle;
    return CompletableFuture.supplyAsync(
            () -> Listener.answer(target, watch, idle * 1000 + ASK_MILLIS), threads)
        .thenApply(watched -> Listener.answer(target, "ask " + token, ANSWER_MILLIS))
        .thenApply(answer -> ProbeResult.of(idle, answer));
  }

  /** Opens a first connection, to see that it works, and returns our address. */
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
