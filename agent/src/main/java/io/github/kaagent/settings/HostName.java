package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The name that the application used for an address. Never a look-up: neither {@link
 * InetSocketAddress#getHostString()} nor {@link InetAddress#toString()} makes one, as their
 * documentation says. (After an application's own reverse look-up the JDK keeps that name in the
 * same place.)
 */
final class HostName {

  private HostName() {}

  /** The name, or null if only an address was used. */
  static String of(InetSocketAddress address) {
    String host = address.getHostString();
    return host == null || isLiteral(host) ? null : host;
  }

  /** The name, or null if only an address was used. */
  static String of(InetAddress address) {
    if (address == null) {
      return null;
    }
    // "name/address", or "/address"
    String text = address.toString();
    int slash = text.indexOf('/');
    return slash <= 0 ? null : text.substring(0, slash);
  }

  private static boolean isLiteral(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
