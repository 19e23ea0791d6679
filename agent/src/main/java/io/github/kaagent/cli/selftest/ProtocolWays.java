package io.github.kaagent.cli.selftest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.RMIServerSocketFactory;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The protocols that the JDK builds on sockets. Types of modules that a runtime may lack are used
 * in method bodies only, so that they are loaded when these run.
 */
final class ProtocolWays extends Ways {

  ProtocolWays(JvmUnderTest test, InetAddress ip) {
    super(test, ip);
  }

  /** All ways; {@code inheritor} starts a JVM that inherits a connection and reports it. */
  void all(List<String> inheritor) throws IOException {
    proxy("Socket through an HTTP proxy", Proxy.Type.HTTP, "HTTP/1.1 200 OK\r\n\r\n");
    // RFC 1928: no authentication needed, then: succeeded
    proxy("Socket through a SOCKS proxy", Proxy.Type.SOCKS, "\5\0", "\5\0\0\1\0\0\0\0\0\0");
    tls("SSLSocketFactory.createSocket(String, int)", () -> factory().createSocket(host, port));
    tls("SSLSocketFactory.createSocket(InetAddress, int)", () -> factory().createSocket(ip, port));
    Callable<Socket> bound = () -> factory().createSocket(ip, port, ip, 0);
    tls("SSLSocketFactory.createSocket(InetAddress, int, InetAddress, int)", bound);
    tls("SSLSocket, connected later", () -> connect(factory().createSocket(), TIMEOUT));
    tls("SSLSocket over a connected Socket", () -> over(connect(new Socket(), 0), true));
    Callable<Socket> tls = () -> shakeHands(factory().createSocket(ip, port));
    tls("SSLServerSocket.accept", tls);
    Service over = below -> shakeHands(over(below, false));
    talk("SSLSocket over an accepted Socket", ServerSocket::new, over, tls);
    http("HttpURLConnection", this::get);
    if (Variant.FEATURE >= 11) {
      http("java.net.http.HttpClient.send", () -> httpClient("send"));
      http("java.net.http.HttpClient.sendAsync", () -> await((Future<?>) httpClient("sendAsync")));
    }
    way("com.sun.net.httpserver.HttpServer", 2, this::httpServer);
    way("System.inheritedChannel", 2, () -> inherit(inheritor));
    // Last, because RMI has threads that open and close connections at any time.
    way("RMI", 2, this::rmi);
    way("JMX remote", 2, this::jmx);
  }

  private void proxy(String name, Proxy.Type type, String... answers) throws IOException {
    Callable<?> client =
        () -> {
          Socket socket = new Socket(new Proxy(type, target));
          // By name: 8 and 11 put an IPv6 address into the HTTP proxy's URL without its brackets.
          socket.connect(InetSocketAddress.createUnresolved("localhost", port));
          return socket;
        };
    talk(name, ServerSocket::new, accepted -> answer(accepted, answers), client);
  }

  /** Reads once before each answer: a request that the JDK writes at once arrives at once. */
  private static Socket answer(Socket client, String... answers) throws IOException {
    for (String answer : answers) {
      client.getInputStream().read(new byte[8192]);
      client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }
    return client;
  }

  private void tls(String name, Callable<Socket> client) throws IOException {
    Callable<ServerSocket> server = () -> anonymous().getServerSocketFactory().createServerSocket();
    talk(name, server, ProtocolWays::shakeHands, () -> shakeHands(client.call()));
  }

  private static SSLSocketFactory factory() throws Exception {
    return anonymous().getSocketFactory();
  }

  private SSLSocket over(Socket below, boolean isClient) throws Exception {
    SSLSocket socket = (SSLSocket) factory().createSocket(below, host, below.getPort(), true);
    socket.setUseClientMode(isClient);
    return socket;
  }

  /** Anonymous cipher suites, so that no key is needed: the test is about TCP, not TLS. */
  private static SSLContext anonymous() throws Exception {
    // The JDK reads it once, when TLS is first used; nothing else in this JVM uses TLS.
    Security.setProperty("jdk.tls.disabledAlgorithms", "");
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    return context;
  }

  private static Socket shakeHands(Socket socket) throws IOException {
    SSLSocket tls = (SSLSocket) keep(socket);
    tls.setEnabledProtocols(new String[] {"TLSv1.2"}); // the last with anonymous suites
    tls.setEnabledCipherSuites(new String[] {"TLS_DH_anon_WITH_AES_128_GCM_SHA256"});
    tls.startHandshake();
    return tls;
  }

  /** A server that answers once and keeps the connection open, as the JDK's clients do. */
  private void http(String name, Callable<?> client) throws IOException {
    String ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    talk(name, ServerSocket::new, accepted -> answer(accepted, ok), client);
  }

  private URL url() throws IOException {
    return new URL("http", host, port, "/");
  }

  private Object get() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url().openConnection(Proxy.NO_PROXY);
    connection.getResponseCode();
    return connection;
  }

  private Object httpClient(String send) throws Exception {
    Class<?> type = Class.forName("java.net.http.HttpClient");
    Class<?> request = Class.forName("java.net.http.HttpRequest");
    Class<?> builder = Class.forName("java.net.http.HttpRequest$Builder");
    Class<?> handler = Class.forName("java.net.http.HttpResponse$BodyHandler");
    Class<?> handlers = Class.forName("java.net.http.HttpResponse$BodyHandlers");
    Object client = keep(type.getMethod("newHttpClient").invoke(null));
    Object building = request.getMethod("newBuilder", URI.class).invoke(null, url().toURI());
    Object built = builder.getMethod("build").invoke(building);
    Object discarding = handlers.getMethod("discarding").invoke(null);
    return type.getMethod(send, request, handler).invoke(client, built, discarding);
  }

  private Object httpServer() throws IOException {
    HttpServer server = HttpServer.create(any, 8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[2]);
          exchange.close();
        });
    server.start();
    port = server.getAddress().getPort();
    return get();
  }

  private Object rmi() throws Exception {
    ServerSocket server = listen(new ServerSocket());
    RMIServerSocketFactory listening = port -> server;
    keep(LocateRegistry.createRegistry(0, null, listening));
    return LocateRegistry.getRegistry(host, port).list();
  }

  @SuppressWarnings("BanJNDI") // it deserializes what comes from this very JVM
  private Object jmx() throws Exception {
    RMIServerSocketFactory listening = port -> new ServerSocket(port, 8, ip);
    JMXConnectorServer server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"),
            Collections.singletonMap("jmx.remote.rmi.server.socket.factory", listening),
            MBeanServerFactory.newMBeanServer());
    server.start();
    // Connects to the host that java.rmi.server.hostname names: Selftest sets it.
    return JMXConnectorFactory.connect(keep(server).getAddress()).getMBeanServerConnection();
  }

  /**
   * Starts a JVM whose standard input is a connection to us, as inetd would, and reads from that
   * connection what the JVM reports. Java can't pass a socket on to a child process; bash can.
   */
  private String inherit(List<String> inheritor) throws Exception {
    ServerSocket server = listen(new ServerSocket());
    String connectAndExec = "exec 0<>/dev/tcp/$0/$1 && shift && exec \"$@\"";
    List<String> command = new ArrayList<>(Arrays.asList("bash", "-c", connectAndExec, host));
    command.add(String.valueOf(port));
    command.addAll(inheritor);
    try {
      keep(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new NoSuchFileException("bash, to hand a socket to a JVM");
    }
    return new Scanner(keep(server.accept()).getInputStream(), "US-ASCII").nextLine();
  }
}
