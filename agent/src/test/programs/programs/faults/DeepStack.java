package programs.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * Connects at the end of a stack, again and again with a little more left of it, and then apart.
 */
public final class DeepStack {

  private static final int STACK = 256 * 1024; // bytes
  private static final int TRIES = 400;

  private static ServerSocket server;
  private static int tries;

  private DeepStack() {}

  public static void main(String[] arguments) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    server = Told.keep(new ServerSocket(0, TRIES, here));
    new Socket(here, server.getLocalPort()).close(); // loads what is needed
    Thread thread = new Thread(null, DeepStack::descend, "deep", STACK);
    thread.start();
    thread.join();
    ServerSocket other = Told.keep(new ServerSocket(0, 50, here));
    Told.tell("socket", new Socket(here, other.getLocalPort()));
    Told.tell("accepted", other.accept());
    Told.tell("channel", SocketChannel.open(other.getLocalSocketAddress()));
    Told.tell("accepted", other.accept());
    Told.held();
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack is at its end
  private static void descend() {
    boolean atTheEnd = false;
    try {
      descend();
    } catch (StackOverflowError end) {
      atTheEnd = true;
    }
    if ((atTheEnd || tries > 0) && tries < TRIES) {
      tries++;
      try (Socket socket = new Socket()) {
        socket.connect(server.getLocalSocketAddress());
      } catch (IOException | StackOverflowError | LinkageError asWithoutTheAgent) {
        // There was too little left.
      }
    }
  }
}
