package io.github.kaagent.settings;

import java.lang.reflect.Field;
import java.net.Inet6Address;

/**
 * The bytes of an IPv6 address without the copy that getAddress() makes for each connection. Its
 * fields are the same on JDK 8, 11, 17, 21, 25 and 27; on 9 and later java.net must be open to the
 * agent, as it is once the bridge is in place. Elsewhere it is the copy.
 */
final class Inet6Bytes {

  private static final Field HOLDER = field(Inet6Address.class, "holder6");
  private static final Field BYTES = HOLDER == null ? null : field(HOLDER.getType(), "ipaddress");

  private Inet6Bytes() {}

  /** 16 bytes; nobody may write them. */
  static byte[] of(Inet6Address address) {
    if (BYTES != null) {
      try {
        return (byte[]) BYTES.get(HOLDER.get(address));
      } catch (IllegalAccessException ignored) {
        // Cannot be: it was made accessible.
      }
    }
    return address.getAddress();
  }

  private static Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException ignored) {
      return null; // Then it is the copy. On 9 and later InaccessibleObjectException, which 8 does
      // not have.
    }
  }
}
