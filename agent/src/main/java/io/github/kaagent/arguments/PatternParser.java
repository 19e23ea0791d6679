package io.github.kaagent.arguments;

import static io.github.kaagent.arguments.NetworkParser.check;
import static io.github.kaagent.arguments.NetworkParser.consistsOf;
import static io.github.kaagent.arguments.NetworkParser.number;

import io.github.kaagent.settings.Host;
import io.github.kaagent.settings.SocketPattern;
import java.util.ArrayList;
import java.util.List;

/** Parses patterns, {@code [in:|out:]HOST[:PORTS]}, with commas between them. */
final class PatternParser {

  private static final String NO_HOST =
      "no host; allowed: [in:|out:]HOST[:PORTS], HOST one of *, loopback, address, CIDR block,"
          + " name";
  private static final String NO_NAME =
      "* is for names; allowed for addresses: a CIDR block such as 10.0.0.0/8";
  private static final String NO_NAME_IN =
      "who comes in has no name; allowed after in: are *, loopback, address, CIDR block";

  private PatternParser() {}

  /** The patterns of an argument's value; what is not a pattern is added to the mistakes. */
  static List<SocketPattern> parse(String text, String key, String origin, List<String> mistakes) {
    List<SocketPattern> patterns = new ArrayList<>();
    for (String piece : text.split(",", -1)) {
      try {
        patterns.add(pattern(piece.trim()));
      } catch (IllegalArgumentException e) {
        mistakes.add(Mistakes.notAPattern(origin, key, piece.trim(), e.getMessage()));
      }
    }
    return patterns;
  }

  /** Parses one pattern; an IllegalArgumentException says what is wrong. */
  static SocketPattern pattern(String text) {
    boolean onlyIn = text.startsWith("in:");
    boolean onlyOut = text.startsWith("out:");
    String rest = text.substring(onlyIn || onlyOut ? text.indexOf(':') + 1 : 0);
    int bracket = rest.startsWith("[") ? rest.indexOf(']') : 0;
    check(bracket >= 0, "] is missing");
    int firstColon = rest.indexOf(':', bracket);
    // With a second colon it is an IPv6 address without brackets, and has no port.
    boolean isIpv6 = firstColon >= 0 && rest.indexOf(':', firstColon + 1) >= 0;
    int colon = isIpv6 ? -1 : firstColon;
    Host host = host(colon < 0 ? rest : rest.substring(0, colon));
    int lowest = 0;
    int highest = SocketPattern.HIGHEST_PORT;
    if (colon >= 0) {
      String[] ports = rest.substring(colon + 1).split("-", 2);
      lowest = port(ports[0]);
      highest = port(ports[ports.length - 1]);
    }
    check(!onlyIn || !host.isName, NO_NAME_IN);
    check(lowest <= highest, "the range of ports ends before it begins");
    return new SocketPattern(!onlyOut && !host.isName, !onlyIn, host, lowest, highest);
  }

  private static int port(String text) {
    int port = number(text, 5, SocketPattern.HIGHEST_PORT);
    check(port > 0, "allowed as PORTS: 1..65535, or a range such as 8000-8100");
    return port;
  }

  private static Host host(String text) {
    if (text.equals("*")) {
      return Host.ANY;
    }
    if (text.equals("loopback")) {
      return Host.LOOPBACK;
    }
    check(!text.isEmpty(), NO_HOST);
    if (consistsOf(text, "0123456789./") || text.indexOf(':') >= 0 || text.indexOf('[') >= 0) {
      return Host.of(NetworkParser.parse(unbracketed(text)));
    }
    checkName(text);
    return Host.named(text);
  }

  /** Takes the brackets away: [2001:db8::]/32 and [2001:db8::/32] mean the same. */
  private static String unbracketed(String text) {
    String rest = text.substring(text.indexOf(']') + 1);
    boolean hasBrackets = text.startsWith("[");
    boolean isBits = rest.isEmpty() || rest.startsWith("/");
    check(!hasBrackets || isBits, "allowed after ]: /bits and :PORTS");
    return hasBrackets ? text.substring(1, text.indexOf(']')) + rest : text;
  }

  private static void checkName(String text) {
    check(!consistsOf(text, "0123456789./*"), NO_NAME);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "-_.*".indexOf(c) < 0) {
        String shown = Mistakes.shown(String.valueOf(c));
        throw new IllegalArgumentException("'" + shown + "' is in no name or address");
      }
    }
  }
}
