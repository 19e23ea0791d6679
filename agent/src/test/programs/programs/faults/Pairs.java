package programs.faults;

import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Opens a connection of each kind to itself: as a program, or as an agent, whose connections are
 * open before the agents named after it start.
 */
public final class Pairs {

  private static boolean open;

  private Pairs() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    open();
  }

  public static void main(String[] arguments) throws Exception {
    if (!open) {
      open();
    }
    Told.held();
  }

  private static void open() throws Exception {
    open = true;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket server = Told.keep(new ServerSocket(0, 1, loopback));
    Told.tell("client", new Socket(loopback, server.getLocalPort()));
    Told.tell("accepted", server.accept());
    ServerSocketChannel channels =
        Told.keep(ServerSocketChannel.open()).bind(new InetSocketAddress(loopback, 0));
    Told.tell("client", SocketChannel.open(channels.getLocalAddress()));
    Told.tell("accepted", channels.accept());
    AsynchronousServerSocketChannel asynchronous =
        Told.keep(AsynchronousServerSocketChannel.open()).bind(new InetSocketAddress(loopback, 0));
    AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
    client.connect(asynchronous.getLocalAddress()).get();
    Told.tell("client", client);
    Told.tell("accepted", asynchronous.accept().get());
  }
}
