package io.github.kaagent.arguments;

import io.github.kaagent.settings.Network;
import java.util.Arrays;

/**
 * Parses addresses and CIDR blocks by hand: InetAddress, when it is initialized, decides for the
 * whole JVM whether IPv6 is used, and System.setProperty("java.net.preferIPv4Stack", "true") in the
 * application's main would come too late.
 */
final class NetworkParser {

  private static final String DIGITS = "0123456789";
  private static final String HEX = DIGITS + "abcdefABCDEF";
  private static final int GROUPS = 8;
  private static final String NOT_V4 =
      "no IPv4 address; allowed: four numbers 0..255 such as 10.0.0.1";
  private static final String NOT_V6 =
      "no IPv6 address; allowed: such as [2001:db8::1], without a zone";

  private NetworkParser() {}

  /** Parses an address or {@code address/bits}; an IllegalArgumentException says what is wrong. */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean isV4 = address.indexOf(':') < 0;
    int max = isV4 ? Integer.SIZE : 2 * Long.SIZE;
    int bits = slash < 0 ? max : number(text.substring(slash + 1), 3, max);
    Network network = isV4 ? Network.v4(v4(address), bits) : v6(address, bits);
    check(bits >= 0, "after / allowed: 0.." + max);
    check(!network.hasBitsBeyondMask(), "the address has bits beyond the /" + bits);
    return network;
  }

  /** Throws an IllegalArgumentException that says what is wrong, if anything is. */
  static void check(boolean isValid, String mistake) {
    if (!isValid) {
      throw new IllegalArgumentException(mistake);
    }
  }

  private static int v4(String text) {
    String[] parts = text.split("\\.", -1);
    check(parts.length == 4, NOT_V4);
    int address = 0;
    for (String part : parts) {
      int octet = number(part, 3, 255);
      // No leading zero: some programs read 010 as 8, others as 10.
      check(octet >= 0 && (part.length() == 1 || part.charAt(0) != '0'), NOT_V4);
      address = address << 8 | octet;
    }
    return address;
  }

  /**
   * Parses eight groups of 16 bits; "::" stands for groups of zeros, and the last two groups may be
   * written as an IPv4 address (RFC 4291, 2.2).
   */
  private static Network v6(String text, int bits) {
    int last = text.lastIndexOf(':') + 1;
    String hex = text;
    if (text.indexOf('.', last) >= 0) {
      int v4 = v4(text.substring(last));
      String high = Integer.toHexString(v4 >>> Short.SIZE);
      hex = text.substring(0, last) + high + ":" + Integer.toHexString(v4 & 0xffff);
    }
    int gap = hex.indexOf("::");
    int[] head = groups(gap < 0 ? hex : hex.substring(0, gap));
    int[] tail = groups(gap < 0 ? "" : hex.substring(gap + 2));
    int given = head.length + tail.length;
    check(gap < 0 ? given == GROUPS : given < GROUPS, NOT_V6);
    int[] all = Arrays.copyOf(head, GROUPS);
    System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
    return Network.v6(half(all, 0), half(all, GROUPS / 2), bits);
  }

  /** The groups between single colons; an empty text has none. */
  private static int[] groups(String text) {
    String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
    int[] groups = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int length = parts[i].length();
      check(length > 0 && length <= 4 && consistsOf(parts[i], HEX), NOT_V6);
      groups[i] = Integer.parseInt(parts[i], 16);
    }
    return groups;
  }

  private static long half(int[] groups, int from) {
    long half = 0;
    for (int i = from; i < from + GROUPS / 2; i++) {
      half = half << Short.SIZE | groups[i];
    }
    return half;
  }

  static boolean consistsOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Parses a decimal number of ASCII digits; -1 if the text is none or it is out of range. */
  static int number(String text, int maxDigits, int max) {
    int length = text.length();
    boolean isNumber = length > 0 && length <= maxDigits && consistsOf(text, DIGITS);
    int number = isNumber ? Integer.parseInt(text) : -1;
    return number <= max ? number : -1;
  }
}
