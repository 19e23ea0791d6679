package programs;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connects to each host and port, by a Socket and by a SocketChannel, and then accepts one
 * connection. Arguments: the port to accept on, then a host and a port, any number of times. Prints
 * one line for each connection: "dialled", the host, the port, and the local port.
 */
public final class Dials {

  /** Keeps the connections from being closed as garbage. */
  private static final List<Object> OPEN = new ArrayList<>();

  private Dials() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i += 2) {
      String host = arguments[i];
      int port = Integer.parseInt(arguments[i + 1]);
      Socket socket = new Socket(host, port);
      SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
      OPEN.add(socket);
      OPEN.add(channel);
      System.out.println("dialled " + host + " " + port + " " + socket.getLocalPort());
      System.out.println("dialled " + host + " " + port + " " + channel.socket().getLocalPort());
    }
    try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]))) {
      System.out.println("listening");
      OPEN.add(server.accept());
      System.out.println("accepted");
      System.in.read();
    }
  }
}
