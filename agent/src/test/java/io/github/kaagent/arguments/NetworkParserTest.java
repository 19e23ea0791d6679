package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.settings.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "2001:DB8:0:0:0:0:0:1",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "0001::00ff",
        "::1.2.3.4",
        "64:ff9b::192.0.2.33",
        "1:2:3:4:5:6:255.254.253.252"
      })
  void anIpv6AddressIsWhatTheJdkTakesItFor(String text) throws UnknownHostException {
    ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
    long high = bytes.getLong();
    long low = bytes.getLong();
    Network network = NetworkParser.parse(text);
    assertFalse(network.isV4);
    assertTrue(network.contains(high, low));
    assertFalse(network.contains(high, low ^ 1));
    assertFalse(network.contains(high ^ Long.MIN_VALUE, low));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0",
    "10.1.2.3, 0a010203",
    "255.255.255.255, ffffffff",
    "::ffff:10.1.2.3, 0a010203",
    "::ffff:a01:203, 0a010203"
  })
  void anIpv4AddressIsKeptInItsMappedForm(String text, String hex) {
    long low = 0xffff_0000_0000L | Long.parseLong(hex, 16);
    Network network = NetworkParser.parse(text);
    assertTrue(network.isV4);
    assertTrue(network.contains(0, low));
    assertFalse(network.contains(0, low ^ 1));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, true",
    "0.0.0.0/0, true",
    "::/0, false",
    "::ffff:0.0.0.0/96, true",
    "::ffff:0.0.0.0/95, ",
    "::fffe:0.0.0.0/95, false",
    "2001:db8::/32, false"
  })
  void aBlockHasNoBitsBeyondItsMask(String text, Boolean v4) {
    if (v4 == null) {
      assertThrows(IllegalArgumentException.class, () -> NetworkParser.parse(text));
    } else {
      assertEquals(v4, NetworkParser.parse(text).isV4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2, no IPv4 address",
    "10.1.2.3.4, no IPv4 address",
    "10.1.2.03, no IPv4 address",
    "10.1.2.256, no IPv4 address",
    "10.1.2.3/8, the address has bits beyond the /8",
    "10.1.2.3/33, after / allowed: 0..32",
    "10.1.2.3/, after / allowed: 0..32",
    "::1/129, after / allowed: 0..128",
    "2001:db8::1/32, the address has bits beyond the /32",
    "2001:db8::/28, the address has bits beyond the /28",
    ":::, no IPv6 address",
    "1::2::3, no IPv6 address",
    "1:2:3:4:5:6:7, no IPv6 address",
    "1:2:3:4:5:6:7:8::, no IPv6 address",
    "1:2:3:4::5:6:7:8, no IPv6 address",
    "1.2.3.4::, no IPv6 address",
    "::1.2.3, no IPv4 address",
    "::010.2.3.4, no IPv4 address",
    "fe80::1%eth0, no IPv6 address",
    "::12345, no IPv6 address",
    "::٣, no IPv6 address"
  })
  void whatIsNoneIsRefusedWithTheReason(String text, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> NetworkParser.parse(text));
    assertTrue(refused.getMessage().startsWith(why), refused.getMessage());
  }
}
