package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.it.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parsing and matching patterns makes no look-up, and does not initialize InetAddress. */
class NoLookUpTest {

  /** The child's hosts file maps db.test to 10.1.2.3, so that a look-up of either would succeed. */
  @Test
  void noPatternMakesALookUp(@TempDir Path folder) throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "10.1.2.3 db.test\n");
    try (ChildJvm child = child(MatchesWithoutLookUp.class, "-Djdk.net.hosts.file=" + hosts)) {
      assertEquals(0, child.exitStatus(), child.printed());
      assertEquals(
          List.of(
              "a name against an address: no match",
              "an address against a name: no match",
              "a look-up: /10.1.2.3",
              "a reverse look-up: db.test"),
          child.out());
    }
  }

  /** What the child runs. */
  static final class MatchesWithoutLookUp {
    private MatchesWithoutLookUp() {}

    public static void main(String[] arguments) throws IOException {
      Settings address = settings("exclude=10.1.2.3,exclude=10.1.0.0/16");
      Settings name = settings("exclude=db.test,exclude=*.test");
      InetAddress literal = InetAddress.getByAddress(new byte[] {10, 1, 2, 3});
      print(
          "a name against an address",
          address.outgoing(InetSocketAddress.createUnresolved("db.test", 80)));
      print("an address against a name", name.outgoing(new InetSocketAddress(literal, 80)));
      System.out.println("a look-up: /" + InetAddress.getAllByName("db.test")[0].getHostAddress());
      System.out.println("a reverse look-up: " + literal.getHostName());
    }

    private static void print(String what, Policy policy) {
      System.out.println(what + ": " + (policy == null ? "match" : "no match"));
    }
  }

  private static Settings settings(String text) {
    Arguments parsed = Arguments.parse(text, null);
    assertEquals(List.of(), parsed.mistakes);
    return parsed.settings;
  }

  /** InetAddress reads java.net.preferIPv4Stack only once, when it is initialized. */
  @Test
  void readingPatternsLeavesItToTheApplicationWhetherThereIsIpv6() throws Exception {
    try (ChildJvm child = child(PrefersIpv4.class, "-Dof.no.use")) {
      assertEquals(0, child.exitStatus(), child.printed());
      assertEquals(List.of("IPv6: false"), child.out());
    }
  }

  /** What the child runs. */
  static final class PrefersIpv4 {
    private PrefersIpv4() {}

    public static void main(String[] arguments) throws IOException {
      settings("only=[2001:db8::]/32:80,only=10.0.0.0/8,only=loopback,exclude=*.test");
      System.setProperty("java.net.preferIPv4Stack", "true");
      try (ServerSocket listener = new ServerSocket(0)) {
        String port = String.format(":%04X ", listener.getLocalPort());
        String sockets = Files.readString(Path.of("/proc/self/net/tcp6"));
        System.out.println("IPv6: " + sockets.contains(port));
      }
    }
  }

  private static ChildJvm child(Class<?> main, String option) throws Exception {
    return ChildJvm.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            option,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()),
        Map.of());
  }
}
