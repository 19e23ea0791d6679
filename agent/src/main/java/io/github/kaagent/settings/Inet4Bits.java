package io.github.kaagent.settings;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The 32 bits of an IPv4 address without the copy that getAddress() makes for each connection. A
 * class of its own because to try it initializes InetAddress, which decides for the whole JVM
 * whether there is IPv6, and the application's main may still set java.net.preferIPv4Stack.
 */
final class Inet4Bits {

  /** In every JDK from 1.4 to 27 the hash code is the address. Tried, should that ever change. */
  private static final boolean HASH_IS_ADDRESS = hashIsAddress();

  private Inet4Bits() {}

  static int of(Inet4Address address) {
    if (HASH_IS_ADDRESS) {
      return address.hashCode();
    }
    int bits = 0;
    for (byte part : address.getAddress()) {
      bits = bits << Byte.SIZE | (part & 0xff);
    }
    return bits;
  }

  private static boolean hashIsAddress() {
    try {
      return InetAddress.getByAddress(new byte[] {10, -1, 2, -128}).hashCode() == 0x0aff0280;
    } catch (UnknownHostException ignored) {
      return false; // Four bytes are always an address.
    }
  }
}
