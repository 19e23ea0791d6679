package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

  private static final long MAPPED = 0xffff_0000_0000L;

  @ParameterizedTest
  @CsvSource({
    "0a000000, 8, 0aff0001, true",
    "0a000000, 8, 0b000000, false",
    "0a010203, 32, 0a010203, true",
    "0a010203, 32, 0a010202, false",
    "00000000, 0, ffffffff, true",
    "ac100000, 12, ac1fffff, true",
    "ac100000, 12, ac200000, false"
  })
  void anIpv4BlockHasWhatBeginsWithItsBits(
      String network, int bits, String address, boolean contains) {
    Network block = Network.v4(Integer.parseUnsignedInt(network, 16), bits);
    assertTrue(block.isV4);
    assertEquals(contains, block.contains(0, MAPPED | Long.parseLong(address, 16)));
  }

  @ParameterizedTest
  @CsvSource({
    "20010db800000000, 0, 32, 20010db8ffffffff, 1, true",
    "20010db800000000, 0, 32, 20010db900000000, 0, false",
    "20010db800000000, f0, 124, 20010db800000000, ff, true",
    "20010db800000000, f0, 124, 20010db800000000, 100, false",
    "20010db800000000, f0, 124, 20010db800000001, f0, false",
    "20010db800000000, 0, 64, 20010db800000000, 7fffffffffffffff, true",
    "0, 0, 0, ffffffffffffffff, 5, true",
    "0, 1, 128, 0, 1, true",
    "0, 1, 128, 0, 0, false"
  })
  void anIpv6BlockHasWhatBeginsWithItsBits(
      String high, String low, int bits, String otherHigh, String otherLow, boolean contains) {
    Network block = Network.v6(hex(high), hex(low), bits);
    assertEquals(contains, block.contains(hex(otherHigh), hex(otherLow)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, ffff0a000000, 104, true",
    "0, ffff00000000, 96, true",
    "0, ffff00000000, 95, false",
    "1, ffff0a000000, 104, false"
  })
  void aBlockOfMappedAddressesIsOneOfIpv4(String high, String low, int bits, boolean v4) {
    assertEquals(v4, Network.v6(hex(high), hex(low), bits).isV4);
  }

  @ParameterizedTest
  @CsvSource({"0a000000, 8, false", "0a000001, 8, true", "0a000001, 32, false", "1, 0, true"})
  void bitsBeyondTheMaskAreSeen(String address, int bits, boolean beyond) {
    assertEquals(
        beyond, Network.v4(Integer.parseUnsignedInt(address, 16), bits).hasBitsBeyondMask());
  }

  private static long hex(String text) {
    return Long.parseUnsignedLong(text, 16);
  }
}
