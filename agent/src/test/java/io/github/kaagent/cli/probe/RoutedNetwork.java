package io.github.kaagent.cli.probe;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Three network namespaces: a client, a router with conntrack and nftables, a server at {@link
 * #SERVER}. Nothing of it is left after {@link #close}.
 */
final class RoutedNetwork implements AutoCloseable {

  static final String SERVER = "10.78.2.2";

  /** Seconds of silence after which conntrack forgets an established connection. */
  static final int FORGETS_AFTER = 5;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix =
      "ka" + ProcessHandle.current().pid() + "n" + COUNT.incrementAndGet();
  private final List<ChildJvm> children = new ArrayList<>();

  /** Whether this process may make namespaces, and nftables rules that use conntrack. */
  static boolean canBeMade() throws IOException {
    String rule =
        "unshare -n nft 'table ip t { chain f { type filter hook forward priority 0;"
            + " ct state invalid drop; }; }'";
    try (ChildJvm tried =
        ChildJvm.run(List.of("sh", "-c", "ip netns list >/dev/null && " + rule), Map.of())) {
      return tried.exitStatus() == 0;
    } catch (IOException noShell) {
      return false;
    }
  }

  /** Makes a network whose router never forgets. */
  RoutedNetwork() throws IOException {
    String script =
        """
        set -e
        for n in c r s; do ip netns add Nn$n; ip -n Nn$n link set lo up; done
        ip link add c0 netns Nnc type veth peer name r0 netns Nnr
        ip link add s0 netns Nns type veth peer name r1 netns Nnr
        ip -n Nnc addr add 10.78.1.2/24 dev c0
        ip -n Nnr addr add 10.78.1.1/24 dev r0
        ip -n Nnr addr add 10.78.2.1/24 dev r1
        ip -n Nns addr add 10.78.2.2/24 dev s0
        for l in c/c0 r/r0 r/r1 s/s0; do ip -n Nn${l%/*} link set ${l#*/} up; done
        ip -n Nnc route add default via 10.78.1.1
        ip -n Nns route add default via 10.78.2.1
        ip netns exec Nnr sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
        """;
    sh(script.replace("Nn", prefix));
  }

  /**
   * Has the router forget silent connections, and adds rules for its packets.
   *
   * @param rules for the forward chain, in nftables' syntax
   * @param loose whether conntrack takes up a connection whose handshake it has not seen; if not, a
   *     keepalive probe on a forgotten connection is "invalid"
   */
  RoutedNetwork forgetting(String rules, boolean loose) throws IOException {
    // A namespace has conntrack's settings only once a rule in it uses conntrack.
    String script =
        """
        set -e
        nft 'table ip t { chain f { type filter hook forward priority 0; RULES; }; }'
        cd /proc/sys/net/netfilter
        echo SECONDS >nf_conntrack_tcp_timeout_established
        echo LOOSE >nf_conntrack_tcp_loose
        """;
    String filled =
        script
            .replace("RULES", rules)
            .replace("SECONDS", "" + FORGETS_AFTER)
            .replace("LOOSE", loose ? "1" : "0");
    run("ip", "netns", "exec", prefix + "r", "sh", "-c", filled);
    return this;
  }

  /** Starts a test program on the server. */
  ChildJvm serve(Jdk jdk, String program, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("-cp", ChildJvm.programs(), program));
    words.addAll(List.of(arguments));
    return java("s", jdk, words);
  }

  /** Starts a command of the agent on the server or the client. */
  ChildJvm command(boolean atServer, Jdk jdk, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("-jar", ChildJvm.jar().toString()));
    words.addAll(List.of(arguments));
    return java(atServer ? "s" : "c", jdk, words);
  }

  private ChildJvm java(String where, Jdk jdk, List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("ip", "netns", "exec", prefix + where, jdk.tool("java")));
    command.addAll(words);
    ChildJvm child = ChildJvm.run(command, Map.of());
    children.add(child);
    return child;
  }

  private static void sh(String script) throws IOException {
    run("sh", "-c", script);
  }

  private static void run(String... command) throws IOException {
    try (ChildJvm child = ChildJvm.run(List.of(command), Map.of())) {
      if (child.exitStatus() != 0) {
        throw new IllegalStateException(String.join(" ", command) + child.printed());
      }
    }
  }

  @Override
  public void close() throws IOException {
    children.forEach(ChildJvm::close);
    sh("for n in c r s; do ip netns del " + prefix + "$n; done");
  }
}
