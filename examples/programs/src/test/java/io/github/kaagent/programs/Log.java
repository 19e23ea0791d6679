package io.github.kaagent.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a program has logged, without what differs from run to run: each line without its numbers,
 * and how often it is there. The order is left out, for threads log side by side.
 */
record Log(SortedMap<String, Integer> lines) {

  /** Colours. */
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  /**
   * What any JVM's arguments say of the agent, and its class path, to which the JVM adds the jar of
   * each agent: some programs log them.
   */
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "[^\\s\\[]*-javaagent:[^\\s\\]]*ka-agent[^\\s\\]]*\\s?|:[^:\\s]*/ka-agent\\.jar(?![^:\\s])");

  /** UUIDs, hardware addresses, identity hash codes, and what else is hexadecimal and long. */
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "(?<!\\p{Alnum})(\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}"
              + "|(\\p{XDigit}{2}:){3,7}\\p{XDigit}{2}"
              + "|[+-]?\\p{XDigit}{6,})(?!\\p{Alnum})"
              + "|@\\p{XDigit}+");

  /** Numbers, with what stands between those of a time stamp or an address. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([-:.,/T]+[+-]?\\d+)*");

  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  /** Of these lines, without those that match one of these. */
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

  /** The agent's own line, the JVM's word about the variable, and arguments told one a line. */
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
      int here = lines.getOrDefault(line, 0);
      List<Integer> there = without.stream().map(log -> log.lines.getOrDefault(line, 0)).toList();
      if (here > max(there)) {
        differences.add("+ " + line);
      } else if (here < min(there)) {
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
