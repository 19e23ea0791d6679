package programs.faults;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Connects channels that are closed, and whose descriptors' numbers are those of others by now. */
public final class ClosedChannels {

  private static final int COUNT = 8;

  private ClosedChannels() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocket server = Told.keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    List<AsynchronousSocketChannel> closed = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      closed.add(AsynchronousSocketChannel.open());
    }
    for (AsynchronousSocketChannel channel : closed) {
      channel.close();
    }
    for (int i = 0; i < COUNT; i++) {
      Socket socket = new Socket();
      socket.setKeepAlive(false);
      socket.connect(server.getLocalSocketAddress());
      Told.tell("off", socket);
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
      channel.connect(server.getLocalSocketAddress());
      Told.tell("off", channel);
    }
    for (AsynchronousSocketChannel channel : closed) {
      try {
        channel.connect(server.getLocalSocketAddress()).get();
        throw new AssertionError("was not refused");
      } catch (ExecutionException expected) {
        // It is closed, without the agent, too.
      }
    }
    Told.held();
  }
}
