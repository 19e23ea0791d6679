package io.github.kaagent.arguments;

import io.github.kaagent.settings.Network;

/**
 * Reads addresses and blocks of them; by hand, because InetAddress decides for the whole JVM, when
 * it is initialized, whether there is IPv6: an application's System.setProperty
 * ("java.net.preferIPv4Stack", "true") in main would come too late.
 */
final class NetworkParser {

  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;

  private NetworkParser() {}

  /** An address or {@code address/bits}; an IllegalArgumentException says what is wrong. */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String bits = slash < 0 ? null : text.substring(slash + 1);
    Network network;
    if (address.indexOf(':') < 0) {
      network = Network.v4(v4(address), bits(bits, V4_BITS));
    } else {
      int[] groups = v6(address);
      network = Network.v6(half(groups, 0), half(groups, GROUPS / 2), bits(bits, V6_BITS));
    }
    if (network.hasBitsBeyondMask()) {
      throw new IllegalArgumentException("the address has bits beyond the /" + bits);
    }
    return network;
  }

  private static int bits(String text, int most) {
    int bits = text == null ? most : number(text, 3, most);
    if (bits < 0) {
      throw new IllegalArgumentException("after / allowed: 0.." + most);
    }
    return bits;
  }

  private static int v4(String text) {
    String[] parts = text.split("\\.", -1);
    int address = 0;
    for (String part : parts) {
      int octet = number(part, 3, 255);
      // 010 is 8 to some and 10 to others.
      if (parts.length != 4 || octet < 0 || (part.length() > 1 && part.charAt(0) == '0')) {
        throw new IllegalArgumentException(
            "no IPv4 address; allowed: four numbers 0..255 such as 10.0.0.1");
      }
      address = address << 8 | octet;
    }
    return address;
  }

  /**
   * Eight groups of 16 bits; "::" stands for those left out, and the last two may be an IPv4
   * address (RFC 4291, 2.2).
   */
  private static int[] v6(String text) {
    int[] groups = new int[GROUPS];
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, groups) == GROUPS ? groups : notV6();
    }
    String head = text.substring(0, gap);
    if (head.indexOf('.') >= 0) {
      return notV6();
    }
    int[] tail = new int[GROUPS];
    int before = groups(head, groups);
    int after = groups(text.substring(gap + 2), tail);
    if (before + after >= GROUPS) {
      return notV6();
    }
    System.arraycopy(tail, 0, groups, GROUPS - after, after);
    return groups;
  }

  /** Reads groups between single colons; returns how many there were. */
  private static int groups(String text, int[] groups) {
    int count = 0;
    String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean dotted = i == parts.length - 1 && parts[i].indexOf('.') >= 0;
      if (count + (dotted ? 2 : 1) > GROUPS) {
        notV6();
      }
      int value = dotted ? v4(parts[i]) : hex(parts[i]);
      if (dotted) {
        groups[count++] = value >>> GROUP_BITS;
      }
      groups[count++] = value & 0xffff;
    }
    return count;
  }

  private static int hex(String group) {
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1; // Not those of other scripts.
      if (digit < 0) {
        notV6();
      }
      value = value << 4 | digit;
    }
    if (group.isEmpty() || group.length() > 4) {
      notV6();
    }
    return value;
  }

  private static int[] notV6() {
    throw new IllegalArgumentException(
        "no IPv6 address; allowed: such as [2001:db8::1], without a zone");
  }

  private static long half(int[] groups, int from) {
    long half = 0;
    for (int i = from; i < from + GROUPS / 2; i++) {
      half = half << GROUP_BITS | groups[i];
    }
    return half;
  }

  /** A decimal number of ASCII digits; -1 if it is none or out of range. */
  static int number(String text, int mostDigits, int most) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i == mostDigits) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return text.isEmpty() || number > most ? -1 : number;
  }
}
