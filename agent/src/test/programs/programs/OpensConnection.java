package programs;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Opens a connection to itself, prints "open", waits for a line, and ends with the exit status that
 * is its argument.
 */
public final class OpensConnection {

  private OpensConnection() {}

  public static void main(String[] arguments) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      System.out.println("open " + client.isConnected() + " " + accepted.isConnected());
      System.in.read();
    }
    System.exit(Integer.parseInt(arguments[0]));
  }
}
