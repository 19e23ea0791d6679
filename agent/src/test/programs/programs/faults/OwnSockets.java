package programs.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Sockets of the application's own classes, at both ends, whose keepalive is switched off before
 * and after they are connected. Argument: their {@link Manners}.
 */
public final class OwnSockets {

  private OwnSockets() {}

  public static void main(String[] arguments) throws Exception {
    Manners manners = Manners.valueOf(arguments[0]);
    try (ServerSocket server = new OwnServer(manners)) {
      Own client = new Own(manners);
      client.setKeepAlive(false);
      client.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
      Socket accepted = server.accept();
      client.setKeepAlive(false);
      accepted.setKeepAlive(false);
      accepted.setKeepAlive(true);
      accepted.setKeepAlive(false);
      Told.keep(client);
      Told.keep(accepted);
      // A socket that denies that it is connected has no remote port.
      Told.tell("client", client.getLocalPort(), server.getLocalPort());
      Told.tell("accepted", server.getLocalPort(), client.getLocalPort());
    }
    Told.held();
  }

  /** Accepts instances of {@link Own}. {@code manners} is null while the super constructor runs. */
  private static final class OwnServer extends ServerSocket {
    private final Manners manners;

    OwnServer(Manners manners) throws IOException {
      super(0, 5, InetAddress.getLoopbackAddress());
      this.manners = manners;
    }

    @Override
    public Socket accept() throws IOException {
      Socket accepted = new Own(manners);
      implAccept(accepted);
      return accepted;
    }

    @Override
    public InetAddress getInetAddress() {
      return manners == null
          ? super.getInetAddress()
          : manners.answer(super.getInetAddress(), null);
    }

    @Override
    public int getLocalPort() {
      return manners == null ? super.getLocalPort() : manners.answer(super.getLocalPort(), -1);
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
      return manners.answer(super.getLocalSocketAddress(), null);
    }

    @Override
    public ServerSocketChannel getChannel() {
      return manners.answer(null, null);
    }

    @Override
    public boolean isBound() {
      return manners == null ? super.isBound() : manners.answer(super.isBound(), false);
    }

    @Override
    public boolean isClosed() {
      return manners == null ? super.isClosed() : manners.answer(super.isClosed(), true);
    }

    @Override
    public String toString() {
      return manners.answer("", "");
    }
  }

  private static final class Own extends Socket {
    private final Manners manners;

    Own(Manners manners) {
      this.manners = manners;
    }

    @Override
    public boolean isConnected() {
      boolean liesToTheJdkToo = manners == null || manners == Manners.LIES;
      return !liesToTheJdkToo && manners.answer(super.isConnected(), false);
    }

    @Override
    public boolean isClosed() {
      return manners == null ? super.isClosed() : manners.answer(super.isClosed(), true);
    }

    @Override
    public boolean isBound() {
      return manners == null ? super.isBound() : manners.answer(super.isBound(), false);
    }

    @Override
    public InetAddress getInetAddress() {
      return manners.answer(super.getInetAddress(), null);
    }

    @Override
    public InetAddress getLocalAddress() {
      return manners.answer(super.getLocalAddress(), null);
    }

    @Override
    public int getPort() {
      return manners.answer(super.getPort(), 9);
    }

    @Override
    public int getLocalPort() {
      return manners.answer(super.getLocalPort(), 9);
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return manners.answer(super.getRemoteSocketAddress(), null);
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
      return manners.answer(super.getLocalSocketAddress(), null);
    }

    @Override
    public SocketChannel getChannel() {
      return manners.answer(null, null);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
      return manners.answer(super.getKeepAlive(), true);
    }

    @Override
    public int hashCode() {
      return manners.answer(1, 1);
    }

    @Override
    public boolean equals(Object other) {
      return manners.answer(this == other, true);
    }

    @Override
    public String toString() {
      return manners.answer("", "");
    }
  }
}
