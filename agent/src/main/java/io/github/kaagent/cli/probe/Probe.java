package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import io.github.kaagent.cli.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code probe HOST:PORT}, and {@code probe --listen PORT}. */
public final class Probe {

  /** What the command takes besides HOST:PORT. */
  public static final List<String> OPTIONS =
      Collections.unmodifiableList(
          Arrays.asList(
              ProbeArguments.UP_TO,
              ProbeArguments.CONNECTIONS,
              ProbeArguments.JSON,
              ProbeArguments.LISTEN));

  private static final int TICK_MILLIS = 1000;

  /** How long after its connection should have ended a listener is asked what became of it. */
  private static final int ASK_MILLIS = 7000;

  private static final int CONNECT_MILLIS = 10_000;
  private static final int ANSWER_MILLIS = 10_000;
  private static final int LAST_WORDS_SECONDS = 3;

  private final EventLoop loop;
  private final KeepaliveOptions options;
  private final Screen screen;
  private final ProbeArguments arguments;
  private final InetSocketAddress target;
  private boolean isListener;

  private Probe(
      EventLoop loop,
      KeepaliveOptions options,
      Screen screen,
      ProbeArguments arguments,
      InetSocketAddress target) {
    this.loop = loop;
    this.options = options;
    this.screen = screen;
    this.arguments = arguments;
    this.target = target;
  }

  /**
   * Runs the command.
   *
   * @param words what follows {@code probe}
   * @return the exit status: 0, whatever was found
   * @throws CommandException if the command line is wrong or nothing can be measured
   */
  public static int run(List<String> words, PrintStream out, PrintStream err)
      throws CommandException {
    ProbeArguments arguments = ProbeArguments.of(words);
    KeepaliveOptions options = KeepaliveOptions.ofThisJdk();
    Screen screen = arguments.isJson() ? Screen.none() : Screen.of(out);
    CountDownLatch told = new CountDownLatch(1);
    try (EventLoop loop = new EventLoop()) {
      Thread interrupted = new Thread(() -> stop(loop, told), "ka-agent-probe-stop");
      Runtime.getRuntime().addShutdownHook(interrupted);
      if (arguments.host() == null) {
        Listener.run(loop, options, arguments.port(), screen);
      } else {
        new Probe(loop, options, screen, arguments, resolved(arguments)).measure(out);
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
  private static void stop(EventLoop loop, CountDownLatch told) {
    if (told.getCount() == 0) {
      return;
    }
    loop.stop();
    try {
      told.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException ignored) {
      // Then the JVM ends without it.
    }
  }

  private static InetSocketAddress resolved(ProbeArguments arguments) throws CommandException {
    try {
      return new InetSocketAddress(InetAddress.getByName(arguments.host()), arguments.port());
    } catch (UnknownHostException e) {
      throw CommandException.failed("probe: no address is known for " + arguments.host());
    }
  }

  private void measure(PrintStream out) throws IOException, CommandException {
    String here = introduce();
    Direction there =
        new Direction(
            "to " + where(),
            "",
            search(),
            (idle, onEnd) -> SilentConnection.open(loop, options, target, idle, onEnd, this::heard),
            screen);
    Direction back = null;
    there.advance();
    while (!loop.isStopped() && !(there.isDone() && (back == null || back.isDone()))) {
      screen.countdown((there.isDone() ? back : there).countdown());
      loop.turn(EventLoop.now() + TICK_MILLIS);
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
    if (whyNot != null && !loop.isStopped()) {
      throw CommandException.failed(arguments.target() + ": " + whyNot);
    }
    Report report = new Report(arguments.target(), there, back);
    if (arguments.isJson()) {
      out.println(report.json());
    } else {
      report.lines(here, where()).forEach(out::println);
    }
  }

  private Search search() {
    return new Search(arguments.upToSeconds(), arguments.connections());
  }

  private void heard(String words) {
    isListener |= words.startsWith(Listener.GREETING);
  }

  /** A connection that the listener at the other end probes: it tells later what became of it. */
  private void openBack(int idle, Consumer<Ended> onEnd) throws IOException {
    String token = UUID.randomUUID().toString();
    Exchange.open(
        loop,
        target,
        "watch " + token + " " + idle + "\n",
        idle * 1000L + ASK_MILLIS,
        silence -> ask(token, idle, onEnd));
  }

  private void ask(String token, int idle, Consumer<Ended> onEnd) {
    try {
      Exchange.open(
          loop,
          target,
          "ask " + token + "\n",
          ANSWER_MILLIS,
          answer -> onEnd.accept(Ended.of(idle, answer)));
    } catch (IOException e) {
      onEnd.accept(new Ended(idle, Fate.UNCONNECTED, 0, e.getMessage()));
    }
  }

  /**
   * A first connection, for what is to be known before twelve are opened.
   *
   * @return this end's address
   */
  private String introduce() throws CommandException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(target, CONNECT_MILLIS);
      options.prepare(channel);
      return ((InetSocketAddress) channel.getLocalAddress()).getAddress().getHostAddress();
    } catch (IOException e) {
      throw CommandException.failed("probe can't connect to " + where() + ": " + e.getMessage());
    }
  }

  private String where() {
    String address = target.getAddress().getHostAddress();
    return arguments.host().equals(address)
        ? arguments.target()
        : arguments.target() + " (" + address + ")";
  }
}
