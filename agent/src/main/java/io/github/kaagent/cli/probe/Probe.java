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
  private static final int WATCH_MARGIN_MILLIS = 7000;

  private static final int ANSWER_MILLIS = 10_000;
  private static final int REPORT_SECONDS = 3;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch reported = new CountDownLatch(1);
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
      String to = arguments.target() + (arguments.host.equals(address) ? "" : " (" + address + ")");
      String from = ownAddress(to);
      ProbeSeries forward = new ProbeSeries("to " + to, "", search(), this::open, screen);
      ProbeSeries backward = null;
      do {
        forward.advance();
        if (isListener && backward == null) {
          backward =
              new ProbeSeries("from there", ", asked from there", search(), this::openBack, screen);
        }
        if (backward != null) {
          backward.advance();
        }
        screen.countdown((backward != null && forward.isDone() ? backward : forward).countdown());
      } while (!(forward.isDone() && (backward == null || backward.isDone()))
          && !stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
      screen.countdown("");
      String whyNot = forward.verdict().whyNot();
      if (whyNot != null && stopped.getCount() > 0) {
        throw CommandException.failed(arguments.target() + ": " + whyNot);
      }
      Report report = new Report(arguments.target(), forward, backward);
      out.print(arguments.isJson ? report.json() + "\n" : report.text(from, to));
      out.flush();
    } finally {
      reported.countDown();
    }
  }

  /** At Ctrl-C: lets what is known be printed before the JVM ends. */
  private void stop() {
    stopped.countDown();
    try {
      reported.await(REPORT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException ignored) {
      // The JVM ends without the report then.
    }
  }

  private Search search() {
    return new Search(arguments.upToSeconds, arguments.connections);
  }

  private CompletableFuture<ProbeResult> open(int idle) {
    return CompletableFuture.supplyAsync(
        () -> SilentConnection.awaitEnd(options, target, idle, this::onData), threads);
  }

  private void onData(String data) {
    isListener |= data.startsWith(Listener.GREETING);
  }

  /** Opens a connection that the listener probes; it is asked later what became of it. */
  private CompletableFuture<ProbeResult> openBack(int idle) {
    String token = UUID.randomUUID().toString();
    String watch = "watch " + token + " " + idle;
    return CompletableFuture.supplyAsync(
            () -> Listener.ask(target, watch, idle * 1000 + WATCH_MARGIN_MILLIS), threads)
        .thenApply(watched -> Listener.ask(target, "ask " + token, ANSWER_MILLIS))
        .thenApply(answer -> ProbeResult.of(idle, answer));
  }

  /** Opens a first connection, to see that it works, and returns our address. */
  private String ownAddress(String to) throws CommandException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(target, SilentConnection.CONNECT_MILLIS);
      options.prepare(channel);
      return ((InetSocketAddress) channel.getLocalAddress()).getAddress().getHostAddress();
    } catch (IOException e) {
      throw CommandException.failed("probe can't connect to " + to + ": " + e.getMessage());
    }
  }
}
