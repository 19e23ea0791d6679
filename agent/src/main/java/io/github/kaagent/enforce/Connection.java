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
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

/** What the kinds of socket tell of themselves, each in its own words. */
abstract class Connection {

  private static final Connection SOCKET = new OfSocket();
  private static final Connection CHANNEL = new OfChannel();
  private static final Connection ASYNCHRONOUS = new OfAsynchronousChannel();
  private static final Connection TRANSPORT = new OfTransport();

  final Kind kind;

  private Connection(Kind kind) {
    this.kind = kind;
  }

  static Connection of(Object socket) {
    if (socket instanceof Socket) {
      return SOCKET;
    }
    if (socket instanceof SocketChannel) {
      return CHANNEL;
    }
    return socket instanceof AsynchronousSocketChannel ? ASYNCHRONOUS : TRANSPORT;
  }

  abstract boolean isOpen(Object socket);

  /** The other end's address; null if there is none, or none of the Internet's. */
  abstract InetAddress remoteAddress(Object socket) throws IOException;

  abstract int remotePort(Object socket) throws IOException;

  /** Our end's port; 0 or less if there is none. */
  abstract int localPort(Object socket) throws IOException;

  /** Whether these are its two ends. */
  boolean connects(Object socket, InetSocketAddress local, InetSocketAddress remote) {
    try {
      return localPort(socket) == local.getPort()
          && remotePort(socket) == remote.getPort()
          && remote.getAddress().equals(remoteAddress(socket));
    } catch (IOException closed) {
      return false;
    }
  }

  /** The policy for a socket that is connected and was opened here. */
  abstract Policy outgoing(Settings settings, Object socket) throws IOException;

  private static final class OfSocket extends Connection {
    OfSocket() {
      super(Kind.SOCKET);
    }

    @Override
    boolean isOpen(Object socket) {
      return !((Socket) socket).isClosed();
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

    abstract SocketAddress remote(Object socket) throws IOException;

    @Override
    boolean isOpen(Object socket) {
      return ((NetworkChannel) socket).isOpen();
    }

    @Override
    InetAddress remoteAddress(Object socket) throws IOException {
      SocketAddress remote = remote(socket);
      return remote instanceof InetSocketAddress ? ((InetSocketAddress) remote).getAddress() : null;
    }

    @Override
    int remotePort(Object socket) throws IOException {
      return port(remote(socket));
    }

    @Override
    int localPort(Object socket) throws IOException {
      return port(((NetworkChannel) socket).getLocalAddress());
    }

    @Override
    Policy outgoing(Settings settings, Object socket) throws IOException {
      return settings.outgoing((InetSocketAddress) remote(socket));
    }

    private static int port(SocketAddress address) {
      return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : 0;
    }
  }

  private static final class OfChannel extends OfAnyChannel {
    OfChannel() {
      super(Kind.CHANNEL);
    }

    @Override
    SocketAddress remote(Object socket) throws IOException {
      return ((SocketChannel) socket).getRemoteAddress();
    }
  }

  private static final class OfAsynchronousChannel extends OfAnyChannel {
    OfAsynchronousChannel() {
      super(Kind.ASYNCHRONOUS);
    }

    @Override
    SocketAddress remote(Object socket) throws IOException {
      return ((AsynchronousSocketChannel) socket).getRemoteAddress();
    }
  }

  /** A native transport's: what the kernel says of its descriptor. TCP only; others are closed. */
  private static final class OfTransport extends Connection {
    OfTransport() {
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

    private InetSocketAddress remote(Object socket) throws IOException {
      int fd = Descriptors.of(socket);
      NativeOptions options = NativeOptions.loaded();
      return options.isTcp(fd) ? options.remote(fd) : null;
    }

    @Override
    InetAddress remoteAddress(Object socket) throws IOException {
      InetSocketAddress remote = remote(socket);
      return remote == null ? null : remote.getAddress();
    }

    @Override
    int remotePort(Object socket) throws IOException {
      InetSocketAddress remote = remote(socket);
      return remote == null ? 0 : remote.getPort();
    }

    @Override
    int localPort(Object socket) throws IOException {
      InetSocketAddress local = NativeOptions.loaded().local(Descriptors.of(socket));
      return local == null ? 0 : local.getPort();
    }

    @Override
    Policy outgoing(Settings settings, Object socket) throws IOException {
      return settings.outgoing(remote(socket));
    }
  }
}
