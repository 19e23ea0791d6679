package programs.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Sets an idle time by libc's setsockopt: on one channel before it connects, and on another after,
 * where it switches keepalive off too; on the latter again for each line that it reads. Needs
 * {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED}. Argument: the library's file.
 */
public final class SetsNatively {

  private static final int SOL_SOCKET = 1;
  private static final int SO_KEEPALIVE = 9;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_KEEPIDLE = 4;

  private SetsNatively() {}

  public static void main(String[] arguments) throws Exception {
    System.load(arguments[0]);
    ServerSocketChannel server =
        Told.keep(ServerSocketChannel.open())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    SocketChannel before = SocketChannel.open();
    check(set(descriptor(before), IPPROTO_TCP, TCP_KEEPIDLE, 30));
    before.connect(server.getLocalAddress());
    Told.tell("before", before);
    Told.tell("untouched", server.accept());
    SocketChannel after = SocketChannel.open(server.getLocalAddress());
    Told.tell("after", after);
    Told.tell("untouched", server.accept());
    for (int read = '\n'; read >= 0; read = System.in.read()) {
      if (read == '\n') {
        // The test waits for "held": by then both options are set.
        check(set(descriptor(after), IPPROTO_TCP, TCP_KEEPIDLE, 30));
        check(set(descriptor(after), SOL_SOCKET, SO_KEEPALIVE, 0));
        System.out.println("held");
      }
    }
  }

  private static int descriptor(SocketChannel channel) throws Exception {
    return (Integer) Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal").invoke(channel);
  }

  private static void check(int result) {
    if (result != 0) {
      throw new IllegalStateException("setsockopt");
    }
  }

  private static native int set(int fd, int level, int name, int value);
}
