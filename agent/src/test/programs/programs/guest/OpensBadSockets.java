package programs.guest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Connects with sockets of its own class, whose getLocalPort and setKeepAlive throw. */
public final class OpensBadSockets {

  private OpensBadSockets() {}

  private static final class Bad extends Socket {
    @Override
    public int getLocalPort() {
      throw new IllegalStateException("not telling");
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
      throw new UnsupportedOperationException("never");
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 3; i++) {
        try (Socket bad = new Bad()) {
          bad.connect(server.getLocalSocketAddress());
          System.out.println("connected");
        }
      }
    }
    Talk.main(arguments);
  }
}
