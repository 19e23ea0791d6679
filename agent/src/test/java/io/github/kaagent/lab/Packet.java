package io.github.kaagent.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP packet as {@code tcpdump -n -tt} prints it: its time, the port of this end, whether this
 * end sent it, and whether it is a reset.
 */
record Packet(double seconds, int port, boolean out, boolean reset) {

  private static final Pattern LINE =
      Pattern.compile("([0-9.]+) IP ([0-9.]+)\\.(\\d+) > ([0-9.]+)\\.(\\d+): Flags \\[([^]]+)].*");

  static Packet parse(String line, String here) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(line);
    }
    boolean out = matcher.group(2).equals(here);
    return new Packet(
        Double.parseDouble(matcher.group(1)),
        Integer.parseInt(matcher.group(out ? 3 : 5)),
        out,
        matcher.group(6).contains("R"));
  }
}
