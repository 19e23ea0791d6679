package io.github.kaagent.settings;

/** The table of arguments as text. */
public final class ArgumentTable {

  private ArgumentTable() {}

  /** For {@code --help}: some lines an argument, wrapped at 100 columns. */
  public static String help() {
    StringBuilder help = new StringBuilder();
    for (Argument argument : Argument.values()) {
      StringBuilder line = new StringBuilder("  " + argument.key());
      pad(line, 16);
      line.append(argument.allowed()).append(" [").append(argument.standard()).append("]");
      help.append(line).append('\n');
      wrap(help, argument.help());
    }
    return help.append("  Times take a unit too: 90s, 5m, 1h.\n").toString();
  }

  private static void wrap(StringBuilder help, String text) {
    StringBuilder line = new StringBuilder();
    pad(line, 18);
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > 99) {
        help.append(line).append('\n');
        line.setLength(0);
        pad(line, 18);
      }
      line.append(line.length() == 18 ? "" : " ").append(word);
    }
    help.append(line).append('\n');
  }

  private static void pad(StringBuilder line, int column) {
    while (line.length() < column) {
      line.append(' ');
    }
  }

  /** For the README: the table in Markdown, one row an argument. */
  public static String markdown() {
    StringBuilder table =
        new StringBuilder("| key | allowed | default | meaning |\n|---|---|---|---|\n");
    for (Argument argument : Argument.values()) {
      table
          .append("| `")
          .append(argument.key())
          .append("` | ")
          .append(argument.allowed().replace("|", "\\|"))
          .append(" | ")
          .append(argument.standard())
          .append(" | ")
          .append(argument.help())
          .append(" |\n");
    }
    return table.toString();
  }
}
