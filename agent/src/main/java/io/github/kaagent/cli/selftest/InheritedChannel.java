package io.github.kaagent.cli.selftest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code System.inheritedChannel}: a JVM whose standard input is a connection, as inetd starts it.
 * Java can't pass a socket on to a child; bash can, and is what is used here.
 */
final class InheritedChannel {

  private static final String CONNECT_AND_EXEC = "exec 0<>/dev/tcp/$0/$1 && shift && exec \"$@\"";

  private InheritedChannel() {}

  /** Starts the JVM, which connects to us and says over that connection what it sees. */
  static void open(Loopback on) throws Exception {
    ServerSocket server = on.listen();
    server.setSoTimeout(Loopback.PATIENCE_MILLIS);
    List<String> command = new ArrayList<>(Arrays.asList("bash", "-c", CONNECT_AND_EXEC));
    command.add(on.host());
    command.add(String.valueOf(server.getLocalPort()));
    command.addAll(on.jvm().command(Selftest.INHERITED));
    Process child = start(new ProcessBuilder(command));
    on.keep(child::destroy);
    Socket socket = on.keep(server.accept());
    socket.setSoTimeout(Loopback.PATIENCE_MILLIS);
    String line =
        new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    if (line == null) {
      throw new IOException("the JVM with the inherited channel ended before it said anything");
    }
    on.elsewhere(End.parse(line));
  }

  private static Process start(ProcessBuilder builder) throws Skipped {
    try {
      return builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new Skipped("no bash here to hand a socket to a JVM");
    }
  }

  /**
   * The other JVM's part. It answers over the channel itself, for the JDK points standard output at
   * /dev/null once the channel has been asked for.
   */
  static int run(Ends ends, PrintStream err) throws IOException {
    Channel inherited = System.inheritedChannel();
    if (!(inherited instanceof SocketChannel)) {
      err.println("ka-agent: System.inheritedChannel gave " + inherited);
      return 1;
    }
    try (SocketChannel channel = (SocketChannel) inherited) {
      String line = ends.at(channel.getLocalAddress()) + "\n";
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
      channel.read(ByteBuffer.allocate(1)); // until the other end closes
      return 0;
    }
  }
}
