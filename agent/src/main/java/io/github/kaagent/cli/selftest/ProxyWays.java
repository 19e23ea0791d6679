package io.github.kaagent.cli.selftest;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;

/**
 * A {@link Socket} through a proxy: four ends, for the proxy runs in this JVM too. It speaks just
 * as much of its protocol as opening a connection takes.
 */
final class ProxyWays {

  private interface Handshake {
    /** The proxy's side of it. */
    void with(Socket client) throws IOException;
  }

  private ProxyWays() {}

  static void http(Loopback on) throws Exception {
    open(on, Proxy.Type.HTTP, ProxyWays::connectMethod);
  }

  static void socks(Loopback on) throws Exception {
    open(on, Proxy.Type.SOCKS, ProxyWays::socks5);
  }

  private static void open(Loopback on, Proxy.Type type, Handshake handshake) throws Exception {
    ServerSocket target = on.listen();
    ServerSocket listener = on.listen();
    Future<Void> proxy =
        on.meanwhile(
            () -> {
              Socket client = on.keep(listener.accept());
              on.keep(new Socket(on.address(), target.getLocalPort()));
              handshake.with(client);
              return null;
            });
    Socket socket = on.keep(new Socket(new Proxy(type, listener.getLocalSocketAddress())));
    // By name: 8 and 11 put an IPv6 address into the HTTP proxy's URL without its brackets. The
    // proxy doesn't care.
    socket.connect(InetSocketAddress.createUnresolved("localhost", target.getLocalPort()));
    Loopback.await(proxy);
    on.keep(target.accept());
  }

  /** RFC 9110, section 9.3.6. */
  private static void connectMethod(Socket client) throws IOException {
    HttpWays.readHead(client.getInputStream());
    client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** RFC 1928: the methods that the client offers, then its request. */
  private static void socks5(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    in.readByte(); // version
    skip(in, in.readUnsignedByte());
    client.getOutputStream().write(new byte[] {5, 0}); // no authentication needed
    skip(in, 3); // version, CONNECT, reserved
    int addressType = in.readUnsignedByte();
    skip(in, addressType == 1 ? 4 : addressType == 4 ? 16 : in.readUnsignedByte());
    skip(in, 2); // port
    client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0}); // succeeded
  }

  private static void skip(InputStream in, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      in.read();
    }
  }
}
