package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.arguments.Arguments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  private static final String EVERY_KIND_OF_RULE =
      """
      # the globals
      idle = 61
      intvl=7          # seconds
      cnt = 5
      exclude = out:*:9, 192.0.2.0/24
      exclude = in:*:9

      rule.database.to = *.rds.test:5432, 10.0.0.0/8:5432
      rule.database.idle = 30
      rule.database.user_timeout = auto
      rule.exact-name.to = db.test
      rule.exact-name.cnt = 3
      rule.host.to = 10.1.2.3
      rule.host.intvl = 9s
      rule.block.to = 10.1.0.0/16
      rule.block.idle = 2m
      rule.port.to = *:6379
      rule.port.idle = 31
      rule.range.to = *:8000-8100
      rule.range.mode = default
      rule.v6.to = [2001:db8::1]:443
      rule.v6.idle = 32
      rule.v6block.to = 2001:db8::/32
      rule.v6block.user_timeout = 5s
      rule.mapped.to = ::ffff:10.2.0.0/112
      rule.mapped.idle = 33
      rule.local.to = loopback
      rule.local.mode = report
      rule.health.to = in:*:9090
      rule.health.idle = system
      rule.outgoing.to = out:203.0.113.0/24
      rule.outgoing.mode = cap
      rule.never.to = 10.1.2.3
      rule.never.idle = 1
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} port {1}: {2}")
  @CsvSource({
    "x.rds.test, 5432, database 30/7/5 65000 enforce",
    "x.rds.test, 5433, global 61/7/5 0 enforce",
    "10.1.2.3, 5432, database 30/7/5 65000 enforce",
    "DB.test, 1, exact-name 61/7/3 0 enforce",
    "10.1.2.3, 1, host 61/9/5 0 enforce",
    "10.1.2.4, 6379, block 120/7/5 0 enforce",
    "11.1.2.4, 6379, port 31/7/5 0 enforce",
    "other.test, 8100, range 61/7/5 0 default",
    "127.0.0.1, 8000, range 61/7/5 0 default",
    "2001:db8::1, 443, v6 32/7/5 0 enforce",
    "2001:db8::1, 444, v6block 61/7/5 5000 enforce",
    "10.2.7.7, 1, mapped 33/7/5 0 enforce",
    "::1, 1, local 61/7/5 0 report",
    "203.0.113.9, 9090, outgoing 61/7/5 0 cap",
    "198.51.100.1, 9090, global 61/7/5 0 enforce",
    "198.51.100.1, 9, excluded",
    "192.0.2.1, 5432, excluded"
  })
  void theFirstRuleThatMatchesWhatGoesOutWins(String host, int port, String expected)
      throws IOException {
    Settings settings = settings(EVERY_KIND_OF_RULE);
    assertEquals(expected, shown(settings.outgoing(address(host, port))));
  }

  @ParameterizedTest(name = "{0} by port {1}: {2}")
  @CsvSource({
    "198.51.100.1, 9090, health 0/7/5 0 enforce",
    "203.0.113.9, 9090, health 0/7/5 0 enforce",
    "10.1.2.3, 9090, host 61/9/5 0 enforce",
    "198.51.100.1, 9091, global 61/7/5 0 enforce",
    "203.0.113.9, 9091, global 61/7/5 0 enforce",
    "198.51.100.1, 9, excluded"
  })
  void theFirstRuleThatMatchesWhatCameInWins(String host, int port, String expected)
      throws IOException {
    InetAddress remote = InetAddress.getByName(host);
    assertEquals(expected, shown(settings(EVERY_KIND_OF_RULE).incoming(remote, port)));
  }

  @Test
  void theRulesAreListedInTheFilesOrder() throws IOException {
    Settings settings = settings(EVERY_KIND_OF_RULE);
    assertEquals(
        "idle=61 intvl=7 cnt=5 rules=13 exclude=out:*:9,192.0.2.0/24,in:*:9", settings.summary());
    assertEquals("database", settings.rules.get(0).policy.rule);
    assertEquals("never", settings.rules.get(12).policy.rule);
    assertTrue(settings.usesUserTimeout);
    assertTrue(settings.usesNames());
    assertFalse(settings.enforcesOnly);
  }

  @Test
  void excludeGoesBeforeOnlyAndBothMayBeRepeated() throws IOException {
    Settings settings = parsed("only=10.0.0.0/8,only=db.test,exclude=*:22,exclude=10.9.0.0/16");
    assertNotNull(settings.outgoing(address("10.1.2.3", 80)));
    assertNotNull(settings.outgoing(address("db.test", 80)));
    assertNull(settings.outgoing(address("11.1.2.3", 80)));
    assertNull(settings.outgoing(address("10.1.2.3", 22)));
    assertNull(settings.outgoing(address("10.9.2.3", 80)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"db.test, db.test", "1a.2, 1a.2", "2001:db8::1, none", "::1, none"})
  void anUnresolvedAddressHasTheNameThatItWasMadeWith(String host, String name) {
    assertEquals(name, Selection.name(InetSocketAddress.createUnresolved(host, 80)));
  }

  @Test
  void anAddressHasANameOnlyIfItWasMadeWithOne() throws IOException {
    for (String literal : List.of("10.1.2.3", "2001:db8::1")) {
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      InetAddress named = InetAddress.getByAddress("db.test", bytes);
      assertEquals("db.test", Selection.name(new InetSocketAddress(named, 80)));
      InetAddress bare = InetAddress.getByAddress(bytes);
      assertNull(Selection.name(new InetSocketAddress(bare, 80)));
    }
  }

  /** A SOCKS client may leave even an IPv4 address unresolved, for its proxy to resolve. */
  @Test
  void anUnresolvedAddressOfIpv4MatchesNoName() throws IOException {
    assertNotNull(parsed("exclude=*.de,exclude=a*").outgoing(unresolved("10.1.2.3")));
    assertNotNull(parsed("exclude=10.1.2.3").outgoing(unresolved("10.1.2.3")));
    assertNull(parsed("exclude=*").outgoing(unresolved("10.1.2.3")));
  }

  private static InetSocketAddress unresolved(String host) {
    return InetSocketAddress.createUnresolved(host, 80);
  }

  private Settings settings(String rules) throws IOException {
    return parsed("config=" + Files.writeString(folder.resolve("ka.conf"), rules));
  }

  private static Settings parsed(String text) {
    Arguments parsed = Arguments.parse(text, null);
    assertEquals(List.of(), parsed.mistakes);
    return parsed.settings;
  }

  private static InetSocketAddress address(String host, int port) {
    boolean literal = host.indexOf(':') >= 0 || host.chars().noneMatch(Character::isLetter);
    return literal
        ? new InetSocketAddress(host, port)
        : InetSocketAddress.createUnresolved(host, port);
  }

  private static String shown(Policy policy) {
    return policy == null
        ? "excluded"
        : String.format(
            "%s %d/%d/%d %d %s",
            policy.rule, policy.idle, policy.intvl, policy.cnt, policy.userTimeout, policy.mode);
  }
}
