package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import io.github.kaagent.cli.Screen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code --listen}: the other end, for users who have both machines. It greets each client and then
 * keeps silent. It understands two lines: {@code watch TOKEN SECONDS} leaves that connection silent
 * for so long and then probes it from here, {@code ask TOKEN} asks what became of it.
 */
final class Listener {

  /** What the listener sends first, by which the other end recognizes it. */
  static final String GREETING = "ka-agent probe 1\n";

  private static final int LONGEST_LINE = 80;

  /** How many results are kept, the newest ones, until somebody asks for them. */
  private static final int MOST_RESULTS = 1000;

  private final KeepaliveOptions options;
  private final Screen screen;
  private final Map<String, ProbeResult> results =
      Collections.synchronizedMap(
          new LinkedHashMap<String, ProbeResult>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ProbeResult> eldest) {
              return size() > MOST_RESULTS;
            }
          });

  Listener(KeepaliveOptions options, Screen screen) {
    this.options = options;
    this.screen = screen;
  }

  /** Listens until the user stops the command. */
  void run(int port) throws IOException, CommandException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    try {
      server.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw CommandException.failed("probe can't listen on port " + port + ": " + e.getMessage());
    }
    int bound = server.socket().getLocalPort();
    screen.line("listening on port " + bound + "; on the other machine:");
    screen.line("  java -jar ka-agent.jar probe THIS-MACHINE:" + bound);
    ExecutorService threads = Executors.newCachedThreadPool();
    while (true) {
      SocketChannel channel = server.accept();
      try {
        options.prepare(channel);
        threads.execute(() -> serve(channel));
      } catch (IOException ignored) {
        channel.close(); // The client is gone already.
      }
    }
  }

  private void serve(SocketChannel accepted) {
    try (SocketChannel channel = accepted) {
      send(channel.socket(), GREETING);
      String[] words = line(channel.socket()).split(" ", -1);
      if (words.length == 3 && words[0].equals("watch") && words[2].matches("[1-9][0-9]{0,4}")) {
        int idle = Math.min(ProbeArguments.LONGEST_SECONDS, Integer.parseInt(words[2]));
        ProbeResult ended = new SilentConnection(options, channel, idle, data -> {}).awaitEnd();
        results.put(words[1], ended); // before the channel is closed: then the client asks
        String peer = channel.socket().getInetAddress().getHostAddress();
        screen.line(ProbeSeries.row(ended) + ", to " + peer + ":" + channel.socket().getPort());
      } else if (words.length == 2 && words[0].equals("ask")) {
        ProbeResult open = new ProbeResult(0, Fate.OPEN, 0, null);
        send(channel.socket(), results.getOrDefault(words[1], open).answer() + "\n");
        results.remove(words[1]);
      }
    } catch (IOException ignored) {
      // The client is gone; it asks again if it wants to know.
    }
  }

  private static void send(Socket socket, String line) throws IOException {
    socket.getOutputStream().write(line.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads a line; empty if it does not end or is too long, for then it is not a probe's. */
  private static String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      int next = socket.getInputStream().read();
      if (next == '\n') {
        return line.toString().trim();
      } else if (next < 0) {
        break;
      }
      line.append((char) next);
    }
    return "";
  }

  /** Sends a listener one line, and returns its answer; empty if there is none. */
  static String ask(SocketAddress listener, String question, int timeoutMillis) {
    try (Socket socket = new Socket()) {
      socket.connect(listener, timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      line(socket); // the greeting
      send(socket, question + "\n");
      return line(socket);
    } catch (IOException ignored) {
      return ""; // As if it had not answered: the caller goes on to its next question.
    }
  }
}
