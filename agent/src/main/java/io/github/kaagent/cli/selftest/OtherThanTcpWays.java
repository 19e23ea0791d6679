package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Paths;

/** What is no TCP though it goes through the same classes: it has to work on. */
final class OtherThanTcpWays extends Ways {

  OtherThanTcpWays(UnderTest test, InetAddress ip) {
    super(test, ip);
  }

  void all() {
    if (Variant.FEATURE >= 16) {
      way("SocketChannel, Unix domain", 0, OtherThanTcpWays::unix);
    }
    way(
        "DatagramSocket",
        0,
        () -> {
          DatagramSocket receiver = keep(new DatagramSocket(anyPort()));
          receiver.setSoTimeout(PATIENCE);
          DatagramSocket sender = keep(new DatagramSocket(anyPort()));
          sender.connect(receiver.getLocalSocketAddress());
          sender.send(new DatagramPacket(new byte[1], 1));
          receiver.receive(new DatagramPacket(new byte[1], 1));
          return sender;
        });
    way(
        "DatagramChannel",
        0,
        () -> {
          DatagramChannel receiver = keep(DatagramChannel.open()).bind(anyPort());
          DatagramChannel sender = keep(DatagramChannel.open()).bind(anyPort());
          receiver.connect(sender.getLocalAddress());
          return pass(sender.connect(receiver.getLocalAddress()), receiver);
        });
  }

  private static Object unix() throws Exception {
    ServerSocketChannel server =
        (ServerSocketChannel)
            ServerSocketChannel.class
                .getMethod("open", ProtocolFamily.class)
                .invoke(null, StandardProtocolFamily.valueOf("UNIX"));
    try {
      server.bind(null); // to a file of its own, in the folder for such
    } catch (IOException e) {
      throw new UnderTest.Skipped("no folder for the socket: " + e);
    }
    SocketChannel client = keep(SocketChannel.open(server.getLocalAddress()));
    Files.delete(Paths.get(server.getLocalAddress().toString()));
    return pass(client, keep(server.accept()));
  }

  private static ByteChannel pass(ByteChannel from, ByteChannel to) throws IOException {
    from.write(ByteBuffer.wrap(new byte[] {42}));
    ByteBuffer received = ByteBuffer.allocate(1);
    to.read(received);
    if (received.get(0) != 42) {
      throw new IOException("sent 42, received " + received.get(0));
    }
    return from;
  }
}
