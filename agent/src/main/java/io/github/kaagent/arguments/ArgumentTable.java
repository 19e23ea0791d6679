package io.github.kaagent.arguments;

import java.util.List;

/** The table of arguments as text. */
public final class ArgumentTable {

  private static final int WIDTH = 80;
  private static final int INDENT = 16;

  private ArgumentTable() {}

  /** For {@code check --help}: what each argument means, wrapped at {@value #WIDTH} columns. */
  public static String help() {
    StringBuilder help = new StringBuilder();
    for (Argument argument : Argument.ALL) {
      StringBuilder line = new StringBuilder("  ").append(argument.key);
      String text = argument.help + ": " + argument.allowed() + " [" + argument.defaultValue + "]";
      for (String word : text.split(" ", -1)) {
        if (line.length() + 1 + word.length() > WIDTH) {
          help.append(line).append('\n');
          line.setLength(0);
        }
        do {
          line.append(' ');
        } while (line.length() < INDENT);
        line.append(word);
      }
      help.append(line).append('\n');
    }
    return help.append("  Times take a unit too: 90s, 5m, 1h.\n").toString();
  }

  /** For {@code --help}: the values that each argument allows, in two columns. */
  public static String compact() {
    StringBuilder table = new StringBuilder();
    List<Argument> all = Argument.ALL;
    int rows = (all.size() + 1) / 2;
    for (int row = 0; row < rows; row++) {
      String right = row + rows < all.size() ? pair(all.get(row + rows)) : "";
      table.append(String.format("  %-38s%s", pair(all.get(row)), right)).append('\n');
    }
    return table.toString();
  }

  private static String pair(Argument argument) {
    return argument.key + "=" + argument.compact();
  }

  /** For the README: the table in Markdown, one row per argument. */
  public static String markdown() {
    StringBuilder table = new StringBuilder("| key | allowed | default | meaning |\n");
    table.append("|---|---|---|---|\n");
    for (Argument argument : Argument.ALL) {
      String allowed = argument.allowed().replace("|", "\\|");
      table.append("| `").append(argument.key).append("` | ").append(allowed).append(" | ");
      table.append(argument.defaultValue).append(" | ").append(argument.help).append(" |\n");
    }
    return table.toString();
  }
}
