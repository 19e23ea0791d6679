package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks.Jdk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Two machines and the router between them, each a network namespace. It has no name and ends with
 * the process that holds it, even if the tests are killed. Nothing outside of the three is changed.
 */
final class Lab implements AutoCloseable {

  static final String HERE = "10.1.0.2";
  static final String THERE = "10.2.0.2";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String WIRES =
      """
      ip link set lo up
      ip link add here type veth peer name eth0 netns %s
      ip link add there type veth peer name eth0 netns %s
      ip address add 10.1.0.1/24 dev here
      ip address add 10.2.0.1/24 dev there
      ip link set here up
      ip link set there up
      echo 1 >/proc/sys/net/ipv4/ip_forward
      nft 'table ip lab {
        chain forward { type filter hook forward priority 0; }
      }'
      command -v tcpdump ss
      """;

  private static final String MACHINE =
      """
      ip link set lo up
      ip address add %s/24 dev eth0
      ip link set eth0 up
      ip route add default via %s
      """;

  /** The router drops what belongs to no known connection; by default its kernel sends a reset. */
  private static final String NAT =
      """
      echo 0 >/proc/sys/net/netfilter/nf_conntrack_tcp_loose
      nft 'table ip lab {
        chain forward { ct state invalid drop; }
        chain input { type filter hook input priority 0; policy drop; }
        chain postrouting { type nat hook postrouting priority 100; oifname "there" masquerade; }
      }'
      """;

  private static boolean reasonPrinted;

  private final List<ChildJvm> started = new ArrayList<>();
  private final ChildJvm here;
  private final ChildJvm router;
  private final ChildJvm there;

  private Lab() throws Exception {
    try {
      run(List.of("unshare", "--net", "true"));
      here = hold();
      router = hold();
      there = hold();
      in(router, WIRES.formatted(here.pid(), there.pid()));
      in(here, MACHINE.formatted(HERE, "10.1.0.1"));
      in(there, MACHINE.formatted(THERE, "10.2.0.1"));
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Where no lab can be made, the tests are aborted and say so; if CI is "true", they fail. */
  static Lab open() throws Exception {
    try {
      return new Lab();
    } catch (Exception | AssertionError e) {
      if ("true".equals(System.getenv("CI"))) {
        throw e;
      }
      String line =
          "NOT TESTED ON THE WIRE: no lab without root, network namespaces, iproute2, nftables and"
              + " tcpdump: "
              + e.getMessage().strip().replaceAll("\\s+", " ");
      if (!reasonPrinted) {
        System.out.println(line);
        reasonPrinted = true;
      }
      return abort(line);
    }
  }

  /** From now on the machine "there" sees the router's address in place of the one of "here". */
  void translateAddresses() throws Exception {
    in(router, NAT);
  }

  /** From its next packet on, a connection that is silent for this long is forgotten. */
  void forgetAfter(int seconds) throws Exception {
    in(
        router,
        "echo " + seconds + " >/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established");
  }

  /** From now on the router drops every packet, and neither end is told. */
  void cut() throws Exception {
    in(router, "nft add rule ip lab forward drop");
  }

  /** Runs a command on the machine "here"; returns the lines that it prints. */
  List<String> inHere(String command) throws Exception {
    return in(here, command);
  }

  ChildJvm startHere(Jdk jdk, List<String> arguments) throws Exception {
    return startJvm(here, jdk, arguments);
  }

  ChildJvm startThere(Jdk jdk, List<String> arguments) throws Exception {
    return startJvm(there, jdk, arguments);
  }

  /** Starts tcpdump, which prints the captured packets to its standard output. */
  ChildJvm captureHere(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("tcpdump", "-i", "eth0", "-n", "-l"));
    command.addAll(List.of(arguments));
    ChildJvm capture = start(here, command);
    capture.awaitError("listening on");
    return capture;
  }

  /** The words that, put before a command, run it on the machine "there". */
  List<String> wordsForThere() {
    return words(there);
  }

  /** Waits until all data sent here is acknowledged: keepalive works only then (tcp(7)). */
  void awaitAcknowledged() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    // State, Recv-Q, Send-Q, ...
    while (in(here, "ss -Htn").stream().anyMatch(line -> !line.split(" +", -1)[2].equals("0"))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("something stays unacknowledged: " + in(here, "ss -tn"));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      started.remove(started.size() - 1).close();
    }
  }

  private ChildJvm startJvm(ChildJvm place, Jdk jdk, List<String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(jdk.tool("java"), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(arguments);
    return start(place, command);
  }

  private ChildJvm start(ChildJvm place, List<String> command) throws Exception {
    List<String> words = words(place);
    words.addAll(command);
    ChildJvm child = ChildJvm.run(words, Map.of());
    started.add(child);
    return child;
  }

  /** Starts a process that holds a namespace; it ends with its input, so with the tests. */
  private ChildJvm hold() throws Exception {
    ChildJvm holder =
        ChildJvm.run(List.of("unshare", "--net", "sh", "-c", "echo made; exec cat"), Map.of());
    started.add(holder);
    holder.awaitLine("made");
    return holder;
  }

  private static List<String> in(ChildJvm place, String script) throws Exception {
    List<String> words = words(place);
    words.addAll(List.of("sh", "-ec", script));
    return run(words);
  }

  private static List<String> run(List<String> words) throws Exception {
    try (ChildJvm child = ChildJvm.run(words, Map.of())) {
      assertEquals(0, child.exitStatus(), child::printed);
      return child.out();
    }
  }

  private static List<String> words(ChildJvm place) {
    return new ArrayList<>(
        List.of("nsenter", "--target", String.valueOf(place.pid()), "--net", "--"));
  }
}
