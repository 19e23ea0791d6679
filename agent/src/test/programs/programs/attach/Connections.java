package programs.attach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Connections of this JVM with itself, of every kind; both ends stay open. */
final class Connections {

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final ServerSocket server = new ServerSocket(0, 64, loopback);
  private final ServerSocketChannel channelServer =
      ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0), 64);
  private final AsynchronousServerSocketChannel asynchronousServer =
      AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0), 64);
  private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
  private final List<Socket[]> sockets = new ArrayList<>();
  private final List<SocketChannel[]> channels = new ArrayList<>();
  private final List<AsynchronousSocketChannel[]> asynchronous = new ArrayList<>();

  /** Starts a thread that is always blocked in accept. */
  Connections() throws IOException {
    Thread acceptor = new Thread(this::accept, "acceptor");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept() {
    try {
      while (true) {
        accepted.add(server.accept());
      }
    } catch (IOException e) {
      System.out.println("accept failed: " + e);
    }
  }

  /** Opens this number of connections, each kind in turn. */
  void open(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      switch (i % 3) {
        case 0:
          Socket socket = new Socket(loopback, server.getLocalPort());
          sockets.add(new Socket[] {socket, accepted.take()});
          break;
        case 1:
          SocketChannel channel = SocketChannel.open(channelServer.getLocalAddress());
          channels.add(new SocketChannel[] {channel, channelServer.accept()});
          break;
        default:
          AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
          client.connect(asynchronousServer.getLocalAddress()).get();
          asynchronous.add(
              new AsynchronousSocketChannel[] {client, asynchronousServer.accept().get()});
      }
    }
  }

  /** Starts this number of threads that block in a read until {@link #echo} wakes them. */
  List<Thread> block(int count) {
    List<Thread> readers = new ArrayList<>();
    for (Socket[] ends : sockets.subList(0, count)) {
      Thread reader =
          new Thread(
              () -> {
                try {
                  ends[1].getOutputStream().write(ends[1].getInputStream().read() + 1);
                } catch (IOException e) {
                  System.out.println("blocked read failed: " + e);
                }
              });
      reader.setDaemon(true);
      reader.start();
      readers.add(reader);
    }
    return readers;
  }

  /** Sends a byte over each connection, the first to blocked threads; counts what arrives. */
  int echo(int blocked) throws Exception {
    int echoed = 0;
    for (int i = 0; i < sockets.size(); i++) {
      Socket[] ends = sockets.get(i);
      ends[0].getOutputStream().write(7);
      echoed +=
          i < blocked ? ends[0].getInputStream().read() - 7 : ends[1].getInputStream().read() / 7;
    }
    for (SocketChannel[] ends : channels) {
      ends[0].write(ByteBuffer.wrap(new byte[] {7}));
      echoed += ends[1].read(ByteBuffer.allocate(1));
    }
    for (AsynchronousSocketChannel[] ends : asynchronous) {
      ends[0].write(ByteBuffer.wrap(new byte[] {7})).get();
      echoed += ends[1].read(ByteBuffer.allocate(1)).get();
    }
    return echoed;
  }
}
