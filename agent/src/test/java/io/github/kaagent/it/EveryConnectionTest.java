package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kaagent.it.HeldWays.Held;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every way in which the JDK opens a connection, on every JDK: while the connection is open, the
 * kernel is asked from outside the JVM which values both ends have.
 */
class EveryConnectionTest {

  private static final String ARGUMENTS = "idle=61,intvl=7,cnt=5";
  private static final String EXPECTED = "1/61/7/5";

  private static final List<String> NO_TCP =
      List.of("SocketChannel, Unix domain", "DatagramSocket", "DatagramChannel");

  /** The ways that selftest has to open, by the feature version that introduced them. */
  private static final List<Since> WAYS =
      List.of(
          since(
              8,
              """
              new Socket(String, int)
              new Socket(InetAddress, int)
              new Socket(String, int, InetAddress, int)
              new Socket(InetAddress, int, InetAddress, int)
              new Socket(String, int, boolean)
              Socket.connect
              Socket.connect with timeout
              Socket.connect, bound first
              Socket.connect, Proxy.NO_PROXY
              SocketFactory.createSocket
              subclass of Socket, connect
              subclass of Socket, constructor
              Socket through an HTTP proxy
              Socket through a SOCKS proxy
              ServerSocket.accept
              ServerSocket.accept with timeout
              ServerSocket.accept, already waiting
              ServerSocketFactory.createServerSocket
              subclass of ServerSocket, implAccept
              SSLSocketFactory.createSocket(String, int)
              SSLSocketFactory.createSocket(InetAddress, int)
              SSLSocketFactory.createSocket(InetAddress, int, InetAddress, int)
              SSLSocket, connected later
              SSLSocket over a connected Socket
              SSLSocket over an accepted Socket
              SSLServerSocket.accept
              SocketChannel.open(SocketAddress)
              SocketChannel.connect
              SocketChannel.connect, bound first
              SocketChannel.connect and finishConnect, selector
              SocketChannel.socket().connect
              SocketChannel.socket().connect with timeout
              ServerSocketChannel.accept
              ServerSocketChannel.accept, selector
              ServerSocketChannel.socket().accept
              ServerSocketChannel.socket().accept with timeout
              AsynchronousSocketChannel.connect, Future
              AsynchronousSocketChannel.connect, handler
              AsynchronousServerSocketChannel.accept, Future, pending
              AsynchronousServerSocketChannel.accept, handler, pending
              AsynchronousServerSocketChannel.accept, Future, immediate
              AsynchronousServerSocketChannel.accept, handler, immediate
              HttpURLConnection
              com.sun.net.httpserver.HttpServer
              System.inheritedChannel
              RMI
              JMX remote
              DatagramSocket
              DatagramChannel
              """),
          since(
              11,
              """
              java.net.http.HttpClient.send
              java.net.http.HttpClient.sendAsync
              """),
          since(16, "SocketChannel, Unix domain"),
          since(
              21,
              """
              Socket in a virtual thread
              SocketChannel in a virtual thread
              """));

  @TestFactory
  Stream<DynamicContainer> theKernelHoldsWhatWasAskedForAtBothEnds() {
    return Jdks.all().stream().map(jdk -> dynamicContainer(jdk.toString(), tests(jdk)));
  }

  private static Stream<DynamicNode> tests(Jdk jdk) {
    HeldWays ways = HeldWays.open(jdk, ARGUMENTS);
    List<Held> seen = new ArrayList<>();
    Stream<DynamicNode> each =
        ways.stream()
            .map(
                held -> {
                  seen.add(held);
                  return dynamicTest(held.variant() + ": " + held.way(), () -> assertCovered(held));
                });
    DynamicTest all = dynamicTest("all ways of " + jdk, () -> assertComplete(jdk, seen));
    DynamicTest quiet = dynamicTest("no complaint", () -> assertQuiet(ways));
    return Stream.concat(each, Stream.of(all, quiet)).onClose(ways::close);
  }

  private static void assertCovered(Held held) {
    boolean isTcp = !NO_TCP.contains(held.way());
    int atLeast = isTcp ? Math.max(2, held.rows().size()) : 0;
    assertTrue(held.opened().size() >= atLeast, () -> "too few ends: " + held);
    for (String row : held.rows()) {
      assertTrue(row.endsWith(isTcp ? " yes" : " works"), row);
    }
    // Nor does the process have any other connection that isn't covered.
    assertEquals(
        List.of(),
        held.all().stream()
            .filter(row -> !row.values().equals(EXPECTED))
            .map(Row::toString)
            .toList());
  }

  private static void assertComplete(Jdk jdk, List<Held> seen) {
    SortedSet<String> expected = new TreeSet<>();
    for (String variant : variants(jdk)) {
      WAYS.stream()
          .filter(since -> since.feature() <= jdk.feature())
          .flatMap(since -> since.ways().lines())
          .forEach(way -> expected.add(variant + ": " + way));
    }
    SortedSet<String> found = new TreeSet<>();
    seen.forEach(held -> found.add(held.variant() + ": " + held.way()));
    assertEquals(String.join("\n", expected), String.join("\n", found));
  }

  private static List<String> variants(Jdk jdk) {
    List<String> variants = new ArrayList<>(List.of("IPv4", "java.net.preferIPv4Stack"));
    if (Machine.hasIpv6()) {
      variants.add("IPv6");
    }
    if (jdk.feature() == 17) {
      variants.add("jdk.net.usePlainSocketImpl");
    }
    return variants;
  }

  private static void assertQuiet(HeldWays ways) {
    assertEquals(0, ways.exitStatus());
    assertEquals(
        List.of(),
        ways.errors().stream().filter(line -> !line.contains(" enforcing idle=61 ")).toList());
  }

  private record Since(int feature, String ways) {}

  private static Since since(int feature, String ways) {
    return new Since(feature, ways);
  }
}
