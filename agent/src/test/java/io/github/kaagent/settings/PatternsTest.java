package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.kaagent.arguments.Arguments;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

  @ParameterizedTest(name = "{0} and {1} port {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                         | 10.1.2.3                | 80   | true
          *                         | 2001:db8::1             | 80   | true
          *                         | db.test                 | 80   | true
          *:80                      | 10.1.2.3                | 80   | true
          *:80                      | 10.1.2.3                | 81   | false
          *:80-90                   | 10.1.2.3                | 80   | true
          *:80-90                   | 2001:db8::1             | 90   | true
          *:80-90                   | db.test                 | 91   | false
          *:80-90                   | 10.1.2.3                | 79   | false
          loopback                  | 127.0.0.1               | 80   | true
          loopback                  | 127.255.0.9             | 80   | true
          loopback                  | ::1                     | 80   | true
          loopback                  | 0.0.0.0                 | 80   | true
          loopback                  | ::                      | 80   | true
          127.0.0.1                 | 0.0.0.0                 | 80   | true
          [::1]                     | ::                      | 80   | true
          *.test                    | ::                      | 80   | false
          loopback                  | 128.0.0.1               | 80   | false
          loopback                  | ::2                     | 80   | false
          loopback                  | 2001:db8::1             | 80   | false
          loopback                  | localhost               | 80   | false
          10.1.2.3                  | 10.1.2.3                | 80   | true
          10.1.2.3                  | 10.1.2.4                | 80   | false
          255.255.255.255           | 255.255.255.255         | 80   | true
          200.1.2.3:443             | 200.1.2.3               | 443  | true
          10.0.0.0/8                | 10.255.0.1              | 80   | true
          10.0.0.0/8                | 11.0.0.1                | 80   | false
          10.0.0.0/8:443            | 10.0.0.1                | 443  | true
          10.0.0.0/8:443            | 10.0.0.1                | 444  | false
          172.16.0.0/12             | 172.31.255.255          | 80   | true
          172.16.0.0/12             | 172.32.0.0              | 80   | false
          10.1.2.2/31               | 10.1.2.3                | 80   | true
          0.0.0.0/0                 | 203.0.113.1             | 80   | true
          0.0.0.0/0                 | 2001:db8::1             | 80   | false
          0.0.0.0/0                 | db.test                 | 80   | false
          [::]/0                    | 2001:db8::1             | 80   | true
          [::]/0                    | 10.1.2.3                | 80   | false
          2001:db8::1               | 2001:db8::1             | 80   | true
          2001:db8::1               | 2001:db8::2             | 80   | false
          2001:DB8:0:0:0:0:0:1      | 2001:db8::1             | 80   | true
          [2001:db8::1]:443         | 2001:db8::1             | 443  | true
          [2001:db8::1]:443         | 2001:db8::1             | 80   | false
          [2001:db8::]/32:443       | 2001:db8:ffff::1        | 443  | true
          [2001:db8::/32]:443       | 2001:db8:ffff::1        | 443  | true
          2001:db8::/32             | 2001:db9::1             | 80   | false
          2001:db8:0:1::/64         | 2001:db8:0:1:8000::     | 80   | true
          2001:db8:0:1::/64         | 2001:db8:0:2::          | 80   | false
          2001:db8::f0/124          | 2001:db8::ff            | 80   | true
          2001:db8::f0/124          | 2001:db8::e0            | 80   | false
          fe80::/10                 | febf::1                 | 80   | true
          ::ffff:10.1.2.3           | 10.1.2.3                | 80   | true
          [::ffff:10.0.0.0]/104     | 10.9.9.9                | 80   | true
          [::ffff:a00:0]/104        | 11.9.9.9                | 80   | false
          ::1.2.3.4                 | ::102:304               | 80   | true
          10.0.0.0/8                | mapped:10.1.2.3         | 80   | true
          10.0.0.0/8                | mapped:11.1.2.3         | 80   | false
          10.0.0.0/8                | 64:ff9b:1::ffff:a01:203 | 80   | false
          loopback                  | mapped:10.1.2.3         | 80   | false
          ::ffff:10.1.2.3           | mapped:10.1.2.3         | 80   | true
          [::]/0                    | mapped:10.1.2.3         | 80   | false
          db.test                   | db.test                 | 80   | true
          db.test                   | DB.Test                 | 80   | true
          DB.TEST                   | db.test                 | 80   | true
          db.test                   | db.test.                | 80   | true
          db.test.                  | db.test                 | 80   | true
          db.test                   | xdb.test                | 80   | false
          db.test                   | db.tes                  | 80   | false
          db.test                   | dbxtest                 | 80   | false
          my-db_1.test              | my-db_1.test            | 80   | true
          *.test                    | db.test                 | 80   | true
          *.test                    | test                    | 80   | false
          *.test                    | a.b.test                | 80   | true
          db.*                      | db.eu.test              | 80   | true
          *.rds.*.com:5432          | x.rds.eu.aws.com        | 5432 | true
          *.rds.*.com:5432          | x.rds.eu.aws.com        | 5433 | false
          a*b*c                     | aXbXbXc                 | 80   | true
          a*b*c                     | aXbXbXd                 | 80   | false
          *db*                      | db                      | 80   | true
          localhost                 | 127.0.0.1               | 80   | false
          db.test                   | db.test/10.1.2.3        | 80   | true
          10.1.2.3                  | db.test/10.1.2.3        | 80   | true
          10.1.2.4                  | db.test/10.1.2.3        | 80   | false
          *.de                      | 2001:db8::de            | 80   | false
          out:10.1.2.3:80           | 10.1.2.3                | 80   | true
          in:10.1.2.3:80            | 10.1.2.3                | 80   | false
          """)
  void aPatternMatchesWhatGoesOut(String pattern, String remote, int port, boolean matches)
      throws IOException {
    Settings excluding = settings("exclude=" + pattern);
    Settings only = settings("only=" + pattern);
    InetSocketAddress address = address(remote, port);
    assertEquals(matches, excluding.outgoing(address) == null);
    assertEquals(matches, only.outgoing(address) != null);
  }

  @ParameterizedTest(name = "{0} and {1} by port {2}: {3}")
  @CsvSource({
    "*, 10.1.2.3, 8080, true",
    "in:*:8080, 10.1.2.3, 8080, true",
    "in:*:8080, 10.1.2.3, 8081, false",
    "in:10.0.0.0/8, 10.1.2.3, 8080, true",
    "10.0.0.0/8, 10.1.2.3, 8080, true",
    "in:[2001:db8::]/32:8080, 2001:db8::1, 8080, true",
    "in:loopback, ::1, 8080, true",
    "loopback, mapped:127.0.0.1, 8080, false",
    "out:*, 10.1.2.3, 8080, false",
    "db.test, db.test/10.1.2.3, 8080, false"
  })
  void aPatternMatchesWhatCameIn(String pattern, String remote, int port, boolean matches)
      throws IOException {
    InetAddress address = address(remote, 1).getAddress();
    assertEquals(matches, settings("exclude=" + pattern).incoming(address, port) == null);
    assertEquals(matches, settings("only=" + pattern).incoming(address, port) != null);
  }

  @Test
  void matchingIpv4AllocatesNothing(@TempDir Path folder) throws IOException {
    Settings settings =
        settings("config=" + hundredRules(folder) + ",exclude=[2001:db8::]/32,only=*");
    InetSocketAddress first = address("10.0.0.1", 443);
    InetSocketAddress none = address("203.0.113.1", 443);
    InetSocketAddress last = address("10.0.99.1", 443);
    long perHundredThousand = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = allocated();
      for (int i = 0; i < 100_000; i++) {
        settings.outgoing(first);
        settings.outgoing(none);
        settings.outgoing(last);
        settings.incoming(last.getAddress(), 8080);
      }
      perHundredThousand = Math.min(perHundredThousand, allocated() - before);
    }
    assertEquals("r0", settings.outgoing(first).rule);
    assertEquals("global", settings.outgoing(none).rule);
    assertEquals("r99", settings.outgoing(last).rule);
    assertTrue(perHundredThousand < 10_000, perHundredThousand + " bytes");
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static Path hundredRules(Path folder) throws IOException {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      rules.append("rule.r" + i + ".to = 10.0." + i + ".0/24\n");
    }
    return Files.writeString(folder.resolve("ka.conf"), rules);
  }

  private static Settings settings(String text) {
    Arguments parsed = Arguments.parse(text, null);
    assertEquals(List.of(), parsed.mistakes);
    return parsed.settings;
  }

  /** An address literal, mapped:IPv4 as an Inet6Address, name/literal, or an unresolved name. */
  private static InetSocketAddress address(String text, int port) throws UnknownHostException {
    if (text.startsWith("mapped:")) {
      byte[] v4 = InetAddress.getByName(text.substring("mapped:".length())).getAddress();
      byte[] v6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, v4[0], v4[1], v4[2], v4[3]};
      return new InetSocketAddress(Inet6Address.getByAddress(null, v6, -1), port);
    }
    int slash = text.indexOf('/');
    if (slash > 0) {
      byte[] bytes = InetAddress.getByName(text.substring(slash + 1)).getAddress();
      return new InetSocketAddress(InetAddress.getByAddress(text.substring(0, slash), bytes), port);
    }
    boolean literal = text.indexOf(':') >= 0 || text.chars().noneMatch(Character::isLetter);
    return literal
        ? new InetSocketAddress(text, port)
        : InetSocketAddress.createUnresolved(text, port);
  }
}
