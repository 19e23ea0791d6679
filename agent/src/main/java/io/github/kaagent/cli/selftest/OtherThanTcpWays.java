package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What is no TCP though it goes through the same classes or looks like it: has to work on. */
final class OtherThanTcpWays {

  private OtherThanTcpWays() {}

  static List<Way> all() {
    return Arrays.asList(
        Way.of("SocketChannel, Unix domain", OtherThanTcpWays::unix).from(16).ends(0),
        Way.of("DatagramSocket", OtherThanTcpWays::datagramSocket).ends(0),
        Way.of("DatagramChannel", OtherThanTcpWays::datagramChannel).ends(0));
  }

  private static void unix(Loopback on) throws Exception {
    Path folder = folder();
    on.keep(() -> Files.delete(folder));
    Path file = folder.resolve("socket");
    SocketAddress address =
        (SocketAddress)
            Class.forName("java.net.UnixDomainSocketAddress")
                .getMethod("of", Path.class)
                .invoke(null, file);
    ServerSocketChannel server =
        (ServerSocketChannel)
            ServerSocketChannel.class
                .getMethod("open", ProtocolFamily.class)
                .invoke(null, StandardProtocolFamily.valueOf("UNIX"));
    on.keep(server).bind(address);
    on.keep(() -> Files.delete(file));
    SocketChannel client = on.keep(SocketChannel.open(address));
    pass(client, on.keep(server.accept()));
  }

  private static Path folder() throws Skipped {
    try {
      return Files.createTempDirectory("ka-agent");
    } catch (IOException e) {
      throw new Skipped("no folder for the socket: " + e);
    }
  }

  private static void datagramSocket(Loopback on) throws Exception {
    DatagramSocket receiver = on.keep(new DatagramSocket(on.anyPort()));
    receiver.setSoTimeout(Loopback.PATIENCE_MILLIS);
    DatagramSocket sender = on.keep(new DatagramSocket(on.anyPort()));
    sender.connect(receiver.getLocalSocketAddress());
    sender.send(new DatagramPacket(new byte[1], 1));
    receiver.receive(new DatagramPacket(new byte[1], 1));
  }

  private static void datagramChannel(Loopback on) throws Exception {
    DatagramChannel receiver = on.keep(DatagramChannel.open()).bind(on.anyPort());
    DatagramChannel sender = on.keep(DatagramChannel.open()).bind(on.anyPort());
    receiver.connect(sender.getLocalAddress());
    sender.connect(receiver.getLocalAddress());
    pass(sender, receiver);
  }

  private static void pass(ByteChannel from, ByteChannel to) throws IOException {
    from.write(ByteBuffer.wrap(new byte[] {42}));
    ByteBuffer received = ByteBuffer.allocate(1);
    to.read(received);
    if (received.get(0) != 42) {
      throw new IOException("sent 42, received " + received.get(0));
    }
  }
}
