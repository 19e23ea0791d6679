package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the usual arguments cost while a JVM starts: each class takes half a millisecond. */
class StartUpTest {

  @Test
  void plainArgumentsLoadSevenClassesAndNoLambda() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-verbose:class",
            "-cp",
            System.getProperty("java.class.path"),
            Parses.class.getName());
    try (ChildJvm child = ChildJvm.run(command, Map.of())) {
      assertEquals(0, child.exitStatus(), child.printed());
      List<String> loaded = child.out();
      int start = index(loaded, "Parses ");
      List<String> whileParsing = loaded.subList(start, loaded.indexOf("parsed"));
      List<String> ours =
          whileParsing.stream()
              .filter(line -> line.contains(" io.github.kaagent.") && !line.contains("StartUpTest"))
              .toList();
      assertEquals(7, ours.size(), String.join("\n", ours));
      assertTrue(
          whileParsing.stream()
              .noneMatch(line -> line.contains("java.lang.invoke") || line.contains("regex")),
          String.join("\n", whileParsing));
    }
  }

  private static int index(List<String> lines, String part) {
    int index = 0;
    while (!lines.get(index).contains(part)) {
      index++;
    }
    return index;
  }

  /** What the child runs. */
  static final class Parses {
    private Parses() {}

    public static void main(String[] arguments) {
      Arguments parsed = Arguments.parse("idle=60,intvl=60,cnt=20", null);
      System.out.println(parsed.settings == null ? "mistakes" : "parsed");
    }
  }
}
