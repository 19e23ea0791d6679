package io.github.kaagent.enforce;

import io.github.kaagent.options.Descriptors;
import io.github.kaagent.options.NativeOptions;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

/** What the kinds of socket tell of themselves, each in its own words. */
abstract class Connection {

  final Kind kind;

  private Connection(Kind kind) {
    this.kind = kind;
  }

  /** Each kind is loaded with its first connection. */
  static Connection of(Object socket) {
    if (socket instanceof Socket) {
      return OfSocket.INSTANCE;
    }
    if (socket instanceof SocketChannel) {
      return OfChannel.INSTANCE;
    }
    return socket instanceof AsynchronousSocketChannel
        ? OfAsynchronousChannel.INSTANCE
        : OfTransport.INSTANCE;
  }

  abstract boolean isOpen(Object socket);

  /** Whether it is open and has another end, of the Internet's. */
  abstract boolean isConnected(Object socket) throws IOException;

  /** The other end's address; null if there is none, or none of the Internet's. */
  abstract InetAddress remoteAddress(Object socket) throws IOException;

  abstract int remotePort(Object socket) throws IOException;

  /** Our end's port; 0 or less if there is none. */
  abstract int localPort(Object socket) throws IOException;

  /** Both ends with their ports, or null; these may be made anew at each call. */
  abstract InetSocketAddress remote(Object socket) throws IOException;

  abstract InetSocketAddress local(Object socket) throws IOException;

  private static InetSocketAddress internet(SocketAddress address) {
    return address instanceof InetSocketAddress ? (InetSocketAddress) address : null;
  }

  private static int port(InetSocketAddress address) {
    return address == null ? 0 : address.getPort();
  }

  /**
   * The policy for one that is connected and was opened here, by what it tells of its other end.
   */
  abstract Policy outgoing(Settings settings, Object socket) throws IOException;

  private static final class OfSocket extends Connection {
    static final Connection INSTANCE = new OfSocket();

    private OfSocket() {
      super(Kind.SOCKET);
    }

    @Override
    boolean isOpen(Object socket) {
      return !((Socket) socket).isClosed();
    }

    /** Not by its address, which it does not have when a SOCKS proxy is to look up the name. */
    @Override
    boolean isConnected(Object socket) {
      return ((Socket) socket).isConnected() && isOpen(socket);
    }

    @Override
    InetAddress remoteAddress(Object socket) {
      return ((Socket) socket).getInetAddress();
    }

    @Override
    int remotePort(Object socket) {
      return ((Socket) socket).getPort();
    }

    @Override
    int localPort(Object socket) {
      return ((Socket) socket).getLocalPort();
    }

    @Override
    InetSocketAddress remote(Object socket) {
      return internet(((Socket) socket).getRemoteSocketAddress());
    }

    @Override
    InetSocketAddress local(Object socket) {
      return internet(((Socket) socket).getLocalSocketAddress());
    }

    @Override
    Policy outgoing(Settings settings, Object socket) {
      return settings.outgoing(remoteAddress(socket), remotePort(socket));
    }
  }

  /**
   * The two kinds of channel have these methods alike, but no type in common that declares them.
   */
  private abstract static class OfAnyChannel extends Connection {
    OfAnyChannel(Kind kind) {
      super(kind);
    }

    abstract SocketAddress remoteAsTold(Object socket) throws IOException;

    @Override
    InetSocketAddress remote(Object socket) throws IOException {
      try {
        return internet(remoteAsTold(socket));
      } catch (ClosedChannelException byAnotherThread) {
        return null;
      }
    }

    @Override
    boolean isOpen(Object socket) {
      return ((NetworkChannel) socket).isOpen();
    }

    @Override
    boolean isConnected(Object socket) throws IOException {
      return remote(socket) != null;
    }

    @Override
    InetAddress remoteAddress(Object socket) throws IOException {
      InetSocketAddress remote = remote(socket);
      return remote == null ? null : remote.getAddress();
    }

    @Override
    int remotePort(Object socket) throws IOException {
      return port(remote(socket));
    }

    @Override
    int localPort(Object socket) throws IOException {
      return port(local(socket));
    }

    @Override
    InetSocketAddress local(Object socket) throws IOException {
      return internet(((NetworkChannel) socket).getLocalAddress());
    }

    @Override
    Policy outgoing(Settings settings, Object socket) throws IOException {
      return settings.outgoing(remote(socket));
    }
  }

  private static final class OfChannel extends OfAnyChannel {
    static final Connection INSTANCE = new OfChannel();

    private OfChannel() {
      super(Kind.CHANNEL);
    }

    @Override
    SocketAddress remoteAsTold(Object socket) throws IOException {
      return ((SocketChannel) socket).getRemoteAddress();
    }
  }

  private static final class OfAsynchronousChannel extends OfAnyChannel {
    static final Connection INSTANCE = new OfAsynchronousChannel();

    private OfAsynchronousChannel() {
      super(Kind.ASYNCHRONOUS);
    }

    @Override
    SocketAddress remoteAsTold(Object socket) throws IOException {
      return ((AsynchronousSocketChannel) socket).getRemoteAddress();
    }
  }

  /** A native transport's: what the kernel says of its descriptor. TCP only; others are closed. */
  private static final class OfTransport extends Connection {
    static final Connection INSTANCE = new OfTransport();

    private OfTransport() {
      super(Kind.TRANSPORT);
    }

    @Override
    boolean isOpen(Object socket) {
      try {
        return NativeOptions.loaded().isTcp(Descriptors.of(socket));
      } catch (IOException closed) {
        return false;
      }
    }

    @Override
    InetSocketAddress remote(Object socket) throws IOException {
      int fd = Descriptors.of(socket);
      NativeOptions options = NativeOptions.loaded();
      return options.isTcp(fd) ? options.remote(fd) : null;
    }

    @Override
    boolean isConnected(Object socket) throws IOException {
      return remote(socket) != null;
    }

    @Override
    InetAddress remoteAddress(Object socket) throws IOException {
      InetSocketAddress remote = remote(socket);
      return remote == null ? null : remote.getAddress();
    }

    @Override
    int remotePort(Object socket) throws IOException {
      return port(remote(socket));
    }

    @Override
    InetSocketAddress local(Object socket) throws IOException {
      return NativeOptions.loaded().local(Descriptors.of(socket));
    }

    @Override
    int localPort(Object socket) throws IOException {
      return port(local(socket));
    }

    @Override
    Policy outgoing(Settings settings, Object socket) throws IOException {
      return settings.outgoing(remote(socket));
    }
  }
}
