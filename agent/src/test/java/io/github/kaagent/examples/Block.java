package io.github.kaagent.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A code block of a Markdown page: fenced, or indented by four spaces. An empty line ends an
 * indented one.
 */
public record Block(int line, List<String> lines) {

  private static final String FENCE = "```";
  private static final String INDENT = "    ";

  /** The blocks of a page, from top to bottom. */
  public static List<Block> of(Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    boolean fenced = false;
    int number = 0;
    for (String line : Files.readAllLines(page)) {
      number++;
      boolean fence = line.startsWith(FENCE);
      if (fence) {
        fenced = !fenced;
      }
      if (fenced && !fence) {
        lines.add(line);
      } else if (!fence && line.startsWith(INDENT) && !line.isBlank()) {
        lines.add(line.substring(INDENT.length()));
      } else if (!lines.isEmpty()) {
        blocks.add(new Block(number - lines.size(), List.copyOf(lines)));
        lines.clear();
      }
    }
    if (!lines.isEmpty()) {
      blocks.add(new Block(number + 1 - lines.size(), List.copyOf(lines)));
    }
    return blocks;
  }

  /** The first line, which identifies the block. */
  String first() {
    return lines.get(0);
  }
}
