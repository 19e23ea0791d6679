package io.github.kaagent.settings;

import java.lang.reflect.Field;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Reads the bits of an address without the copy that getAddress() would make for each connection. A
 * class of its own because its initializer initializes InetAddress, which reads
 * java.net.preferIPv4Stack once for the whole JVM: the application's main may still set it.
 */
final class AddressBits {

  /** True in every JDK from 1.4 to 27. It is checked here in case a later JDK changes that. */
  private static final boolean HASH_IS_ADDRESS = hashIsAddress();

  private AddressBits() {}

  static int v4(Inet4Address address) {
    return HASH_IS_ADDRESS ? address.hashCode() : ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static boolean hashIsAddress() {
    try {
      return InetAddress.getByAddress(new byte[] {10, -1, 2, -128}).hashCode() == 0x0aff0280;
    } catch (UnknownHostException ignored) {
      return false; // Cannot happen: any four bytes are a valid address.
    }
  }

  /** The 16 bytes of an address, possibly the JDK's own array: callers must not change them. */
  static byte[] v6(Inet6Address address) {
    try {
      return V6.BYTES == null
          ? address.getAddress()
          : (byte[]) V6.BYTES.get(V6.HOLDER.get(address));
    } catch (IllegalAccessException ignored) {
      return address.getAddress(); // Cannot happen: both fields were made accessible.
    }
  }

  /**
   * The private fields in which an Inet6Address keeps its bytes: the same on JDK 8, 11, 17, 21, 25
   * and 27. On 9 and later java.net must be open to the agent, as it is once the bridge is in
   * place; otherwise they are null.
   */
  private static final class V6 {
    static final Field HOLDER = field(Inet6Address.class, "holder6");
    static final Field BYTES = HOLDER == null ? null : field(HOLDER.getType(), "ipaddress");

    private static Field field(Class<?> type, String name) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (ReflectiveOperationException | RuntimeException ignored) {
        return null; // InaccessibleObjectException, a RuntimeException, is missing on JDK 8.
      }
    }
  }
}
