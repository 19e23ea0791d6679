package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import io.github.kaagent.cli.Screen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code --listen}: the other end for those who have both machines. It greets whoever connects and
 * then keeps silent. Two lines are understood: {@code watch TOKEN SECONDS} leaves that connection
 * silent for so long and then probes it from here, {@code ask TOKEN} tells what became of it.
 */
final class Listener implements Participant {

  /** What it sends first, by which the other end knows it. */
  static final String GREETING = "ka-agent probe 1\n";

  /** So many results are kept until somebody asks for them. */
  private static final int KEPT = 1000;

  private final EventLoop loop;
  private final KeepaliveOptions options;
  private final Screen screen;
  private final ServerSocketChannel server;
  private final Map<String, Ended> results =
      new LinkedHashMap<String, Ended>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ended> eldest) {
          return size() > KEPT;
        }
      };

  private Listener(
      EventLoop loop, KeepaliveOptions options, Screen screen, ServerSocketChannel server) {
    this.loop = loop;
    this.options = options;
    this.screen = screen;
    this.server = server;
  }

  /** Listens until somebody stops the loop. */
  static void run(EventLoop loop, KeepaliveOptions options, int port, Screen screen)
      throws IOException, CommandException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    try {
      server.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      EventLoop.close(server);
      throw CommandException.failed("probe can't listen on port " + port + ": " + e.getMessage());
    }
    loop.add(new Listener(loop, options, screen, server), server, SelectionKey.OP_ACCEPT);
    int bound = ((InetSocketAddress) server.getLocalAddress()).getPort();
    screen.line("listening on port " + bound + "; on the other machine:");
    screen.line("  java -jar ka-agent.jar probe THIS-MACHINE:" + bound);
    while (!loop.isStopped()) {
      loop.turn(Long.MAX_VALUE);
    }
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      Accepted accepted = new Accepted(this, channel);
      loop.add(accepted, channel, SelectionKey.OP_READ);
      accepted.greet();
    }
  }

  /** Leaves a connection silent and probes it. */
  void watch(SocketChannel channel, String token, int idle) throws IOException, CommandException {
    InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
    SilentConnection.take(
        loop,
        options,
        channel,
        idle,
        ended -> {
          results.put(token, ended);
          screen.line(
              Report.row(ended)
                  + ", to "
                  + peer.getAddress().getHostAddress()
                  + ":"
                  + peer.getPort());
        });
  }

  /** What became of a connection, in one line; it is forgotten then. */
  String answer(String token) {
    Ended ended = results.remove(token);
    return (ended == null ? new Ended(0, Fate.OPEN, 0) : ended).answer() + "\n";
  }

  @Override
  public long due() {
    return Long.MAX_VALUE;
  }

  @Override
  public void overdue() {
    // It never is.
  }

  @Override
  public boolean hasEnded() {
    return !server.isOpen();
  }

  @Override
  public void close() {
    EventLoop.close(server);
  }
}
