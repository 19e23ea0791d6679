package programs.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints which connection is which, as {@code NAME|LOCALPORT|REMOTEPORT}, and keeps it open. */
public final class Told {

  private static final List<Object> OPEN = Collections.synchronizedList(new ArrayList<>());

  private Told() {}

  static <T> T keep(T open) {
    OPEN.add(open);
    return open;
  }

  static void tell(String name, int local, int remote) {
    System.out.println(name + "|" + local + "|" + remote);
  }

  static void tell(String name, Socket socket) {
    keep(socket);
    tell(name, socket.getLocalPort(), socket.getPort());
  }

  static void tell(String name, SocketChannel channel) throws IOException {
    keep(channel);
    tell(name, channel.getLocalAddress(), channel.getRemoteAddress());
  }

  static void tell(String name, AsynchronousSocketChannel channel) throws IOException {
    keep(channel);
    tell(name, channel.getLocalAddress(), channel.getRemoteAddress());
  }

  private static void tell(String name, SocketAddress local, SocketAddress remote) {
    tell(name, ((InetSocketAddress) local).getPort(), ((InetSocketAddress) remote).getPort());
  }

  /** Prints that all is open, and waits for a line of the input, or its end. */
  static void held() throws IOException {
    System.out.println("held");
    int read = System.in.read();
    while (read >= 0 && read != '\n') {
      read = System.in.read();
    }
  }
}
