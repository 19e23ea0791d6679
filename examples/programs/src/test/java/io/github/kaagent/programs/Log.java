package io.github.kaagent.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a program has logged, without what differs from run to run: each line without its numbers,
 * and how often it is there. The order does not count, since threads log concurrently.
 */
record Log(SortedMap<String, Integer> lines) {

  /** Terminal escape sequences, such as colours. */
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  /**
   * The agent's option among a JVM's arguments, and its jar in the class path, to which the JVM
   * adds every agent's jar: some programs log these.
   */
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "[^\\s\\[]*-javaagent:[^\\s\\]]*ka-agent[^\\s\\]]*\\s?|:[^:\\s]*/ka-agent\\.jar(?![^:\\s])");

  /** UUIDs, hardware addresses, identity hash codes, and other long hexadecimal numbers. */
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "(?<!\\p{Alnum})(\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}"
              + "|(\\p{XDigit}{2}:){3,7}\\p{XDigit}{2}"
              + "|[+-]?\\p{XDigit}{6,})(?!\\p{Alnum})"
              + "|@\\p{XDigit}+");

  /** Numbers; a time stamp or an address is one, with its separators. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([-:.,/T]+[+-]?\\d+)*");

  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  /** The log of these lines, without those in which one of the patterns is found. */
  static Log of(List<String> lines, List<String> leftOut) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    List<Pattern> patterns = leftOut.stream().map(Pattern::compile).toList();
    for (String line : lines) {
      String text = normal(line);
      if (!isTheAgents(line)
          && !text.isBlank()
          && patterns.stream().noneMatch(pattern -> pattern.matcher(line).find())) {
        counts.merge(text, 1, Integer::sum);
      }
    }
    return new Log(counts);
  }

  /** The agent's own line, the JVM's about the variable, and arguments logged one per line. */
  private static boolean isTheAgents(String line) {
    return line.contains("Picked up JAVA_TOOL_OPTIONS")
        || (line.contains("ka-agent") && line.contains("enforcing"))
        || line.contains("Command line argument: -javaagent:");
  }

  static String normal(String line) {
    String plain = ESCAPE.matcher(line).replaceAll("");
    String silent = ARGUMENT.matcher(plain).replaceAll("");
    String named = HEXADECIMAL.matcher(silent).replaceAll("@");
    String counted = NUMBER.matcher(named).replaceAll("#");
    return BLANKS.matcher(counted).replaceAll(" ").strip();
  }

  /**
   * How this log differs from those of runs without the agent: {@code +} and a line that is here
   * more often than in any of them, {@code -} and one that is here less often than in all of them.
   */
  List<String> differences(List<Log> without) {
    TreeSet<String> all = new TreeSet<>(lines.keySet());
    without.forEach(log -> all.addAll(log.lines.keySet()));
    List<String> differences = new ArrayList<>();
    for (String line : all) {
      int count = lines.getOrDefault(line, 0);
      List<Integer> countsWithout =
          without.stream().map(log -> log.lines.getOrDefault(line, 0)).toList();
      if (count > max(countsWithout)) {
        differences.add("+ " + line);
      } else if (count < min(countsWithout)) {
        differences.add("- " + line);
      }
    }
    return differences;
  }

  int size() {
    return lines.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int max(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private static int min(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).min().orElse(0);
  }
}
