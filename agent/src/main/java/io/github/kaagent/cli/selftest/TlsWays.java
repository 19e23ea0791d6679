package io.github.kaagent.cli.selftest;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * {@link SSLSocket} and {@link SSLServerSocket}, each up to the end of its handshake. Anonymous, so
 * that no key is needed: what is looked at is TCP.
 */
final class TlsWays {

  private static final String[] PROTOCOL = {"TLSv1.2"}; // the last with anonymous suites
  private static final String[] SUITE = {"TLS_DH_anon_WITH_AES_128_GCM_SHA256"};

  private interface Client {
    Socket open(SSLSocketFactory factory, Loopback on, int port) throws Exception;
  }

  private TlsWays() {}

  static List<Way> all() {
    return Arrays.asList(
        client(
            "SSLSocketFactory.createSocket(String, int)",
            (factory, on, port) -> factory.createSocket(on.host(), port)),
        client(
            "SSLSocketFactory.createSocket(InetAddress, int)",
            (factory, on, port) -> factory.createSocket(on.address(), port)),
        client(
            "SSLSocketFactory.createSocket(InetAddress, int, InetAddress, int)",
            (factory, on, port) -> factory.createSocket(on.address(), port, on.address(), 0)),
        client("SSLSocket, connected later", TlsWays::connectLater),
        client("SSLSocket over a connected Socket", TlsWays::layered),
        client(
            "SSLServerSocket.accept",
            (factory, on, port) -> factory.createSocket(on.address(), port)),
        Way.of("SSLSocket over an accepted Socket", TlsWays::layeredOverAccepted));
  }

  private static Way client(String name, Client opener) {
    return Way.of(
        name,
        on -> {
          SSLContext context = anonymous();
          SSLServerSocket server =
              (SSLServerSocket)
                  on.keep(context.getServerSocketFactory().createServerSocket(0, 8, on.address()));
          server.setEnabledProtocols(PROTOCOL);
          server.setEnabledCipherSuites(SUITE);
          Future<Void> accepted =
              on.meanwhile(
                  () -> {
                    ((SSLSocket) on.keep(server.accept())).startHandshake();
                    return null;
                  });
          shakeHands(on.keep(opener.open(context.getSocketFactory(), on, server.getLocalPort())));
          Loopback.await(accepted);
        });
  }

  private static Socket connectLater(SSLSocketFactory factory, Loopback on, int port)
      throws Exception {
    Socket socket = factory.createSocket();
    socket.connect(new InetSocketAddress(on.address(), port), Loopback.PATIENCE_MILLIS);
    return socket;
  }

  private static Socket layered(SSLSocketFactory factory, Loopback on, int port) throws Exception {
    Socket below = on.keep(new Socket(on.address(), port));
    return factory.createSocket(below, on.host(), port, true);
  }

  private static void layeredOverAccepted(Loopback on) throws Exception {
    SSLSocketFactory factory = anonymous().getSocketFactory();
    ServerSocket server = on.listen();
    Future<Void> accepted =
        on.meanwhile(
            () -> {
              Socket below = on.keep(server.accept());
              SSLSocket socket =
                  (SSLSocket) on.keep(factory.createSocket(below, on.host(), 0, true));
              socket.setUseClientMode(false);
              shakeHands(socket);
              return null;
            });
    shakeHands(on.keep(factory.createSocket(on.address(), server.getLocalPort())));
    Loopback.await(accepted);
  }

  private static void shakeHands(Socket socket) throws Exception {
    SSLSocket tls = (SSLSocket) socket;
    tls.setEnabledProtocols(PROTOCOL);
    tls.setEnabledCipherSuites(SUITE);
    tls.startHandshake();
  }

  private static SSLContext anonymous() throws GeneralSecurityException {
    // Read once, when the first class of TLS loads; in this JVM nobody else uses it.
    Security.setProperty("jdk.tls.disabledAlgorithms", "");
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    return context;
  }
}
