package programs.attach;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Opens, uses and closes connections without a pause, and prints what failed. */
public final class Traffic {

  private static final AtomicLong CONNECTIONS = new AtomicLong();

  private Traffic() {}

  public static void main(String[] arguments) throws Exception {
    new Thread(() -> run(Traffic::sockets)).start();
    new Thread(() -> run(Traffic::channels)).start();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("count")) {
        System.out.println("count " + Loaded.now() + " " + CONNECTIONS.get());
      }
    }
    System.exit(0);
  }

  private interface Work {
    void once() throws Exception;
  }

  private static void run(Work work) {
    while (true) {
      try {
        work.once();
        CONNECTIONS.incrementAndGet();
      } catch (Throwable failure) {
        System.out.println("failed " + failure);
        failure.printStackTrace();
      }
    }
  }

  private static void sockets() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.setKeepAlive(false);
      client.getOutputStream().write(7);
      check(accepted.getInputStream().read());
    }
  }

  private static void channels() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(any);
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel accepted = server.accept()) {
      client.write(ByteBuffer.wrap(new byte[] {7}));
      ByteBuffer buffer = ByteBuffer.allocate(1);
      accepted.read(buffer);
      check(buffer.get(0));
    }
  }

  private static void check(int read) {
    if (read != 7) {
      throw new IllegalStateException("read " + read);
    }
  }
}
