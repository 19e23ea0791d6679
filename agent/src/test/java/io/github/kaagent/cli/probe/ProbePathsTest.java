package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code probe} finds on paths that forget silent connections, and on some that do not. */
class ProbePathsTest {

  private static final String DROPS = "ct state invalid drop";
  private static final String RESETS = "ct state invalid reject with tcp reset";

  /** As in firewalls: the client may renew a forgotten connection, the server may not. */
  private static final String DROPS_FROM_SERVER = "iifname r1 ct state new drop";

  /** The limit that the issue sets; a run takes some 20 s. */
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private static final double CLOCKS_APART = 0.2;

  private RoutedNetwork network;

  @BeforeEach
  void makeNetwork() throws Exception {
    assumeTrue(
        RoutedNetwork.canBeMade(),
        "NOT TESTED: what probe finds on a path that forgets; nobody here may make network"
            + " namespaces with nftables, or ip and nft are not installed");
    network = new RoutedNetwork();
  }

  @AfterEach
  void removeNetwork() throws Exception {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void aRouterThatDropsWhatItForgotIsSilentOnEveryJdk() throws Exception {
    network.forgetting(DROPS, false);

    for (Found found : probed(Jdks.those(11, 17, 25), -1)) {
      assertForgets("silent", found.json);
      assertEquals("\"idle=3,intvl=1,cnt=60\"", found.value("arguments"), found.json);
    }
  }

  @Test
  void aRouterThatResetsWhatItForgotIsAReset() throws Exception {
    network.forgetting(RESETS, false);

    assertForgets("reset", probed(-1).json);
  }

  @Test
  void aServerThatClosesIsTheServersOwnLimit() throws Exception {
    Found found = probed(RoutedNetwork.FORGETS_AFTER * 1000);

    assertForgets("closed", found.json);
    assertEquals("null", found.value("arguments"), found.json);
  }

  @Test
  void throughARouterThatDoesNotForgetNothingIsForgotten() throws Exception {
    Found found = probed(-1);

    assertEquals("\"kept\"", found.value("verdict"), found.json);
    assertEquals("12", found.value("lived_s"), found.json);
    assertEquals("null", found.value("died_s"), found.json);
    assertEquals(12, found.json.split("\"end\":\"answered\"", -1).length - 1, found.json);
  }

  @Test
  void withAListenerTheOtherDirectionIsMeasuredToo() throws Exception {
    network.forgetting(DROPS_FROM_SERVER, true);
    network.command(true, Jdks.current(), "probe", "--listen", "7000").awaitLine("listening");

    String json = probe(Jdks.current()).json;

    String back = json.substring(json.indexOf("\"other_direction\""));
    assertTrue(json.contains("\"verdict\":\"kept\",\"lived_s\":12,\"died_s\":null"), json);
    assertForgets("silent", back);
    assertTrue(json.contains("\"arguments\":\"idle=3,intvl=1,cnt=60\""), json);
  }

  private static void assertForgets(String kind, String json) {
    Found found = new Found(json);
    assertEquals('"' + kind + '"', found.value("verdict"), json);
    double lived = Double.parseDouble(found.value("lived_s"));
    double died = Double.parseDouble(found.value("died_s"));
    assertTrue(lived <= RoutedNetwork.FORGETS_AFTER, json);
    // The server counts from its accept, the probe from when it sees that it is accepted.
    assertTrue(died >= RoutedNetwork.FORGETS_AFTER - CLOCKS_APART, json);
    assertTrue(died - lived <= 1.5, json);
  }

  private Found probed(int closesAfterMillis) throws Exception {
    return probed(List.of(Jdks.current()), closesAfterMillis).get(0);
  }

  /** Runs probe on all of these JDKs at once. */
  private List<Found> probed(Iterable<Jdk> jdks, int closesAfterMillis) throws Exception {
    network
        .serve(
            Jdks.current(),
            "programs.probe.AcceptsAndKeepsSilent",
            "7000",
            String.valueOf(closesAfterMillis))
        .awaitLine("port ");
    List<ChildJvm> probes = new ArrayList<>();
    for (Jdk jdk : jdks) {
      probes.add(start(jdk));
    }
    List<Found> found = new ArrayList<>();
    for (ChildJvm probe : probes) {
      found.add(Found.by(probe));
    }
    return found;
  }

  private Found probe(Jdk jdk) throws Exception {
    return Found.by(start(jdk));
  }

  private ChildJvm start(Jdk jdk) throws Exception {
    return network.command(
        false, jdk, "probe", RoutedNetwork.SERVER + ":7000", "--up-to", "12s", "--json");
  }

  /** The JSON object that a probe has printed. */
  private record Found(String json) {

    static Found by(ChildJvm probe) {
      long start = System.nanoTime();
      assertEquals(0, probe.exitStatus(), probe::printed);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(WITHIN) < 0, () -> "took " + took);
      assertEquals(List.of(), probe.err());
      assertEquals(1, probe.out().size(), probe::printed);
      return new Found(probe.out().get(0));
    }

    /** The first value with this name. */
    String value(String name) {
      Matcher value = Pattern.compile('"' + name + "\":(\"[^\"]*\"|[^,}]*)").matcher(json);
      assertTrue(value.find(), () -> name + " is not in " + json);
      return value.group(1);
    }
  }
}
