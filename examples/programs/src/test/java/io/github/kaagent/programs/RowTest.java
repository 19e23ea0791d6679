package io.github.kaagent.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  private static final String TABLE =
      """
      # a comment
      name A server
      jars g:a:1.2 g:b:3
      write file
          one
            two
      jdk 17 25

      name A client
      small
      server A server: 127.0.0.1 80
      """;

  private final List<Row> rows = Row.parse(TABLE.lines().toList());

  @Test
  void rowsAreApartByAnEmptyLine() {
    assertEquals(List.of("A server", "A client"), rows.stream().map(Row::name).toList());
  }

  @Test
  void anIndentedLineGoesOnWithTheValueBefore() {
    assertEquals(List.of("file\none\n  two"), rows.get(0).all("write"));
  }

  @Test
  void theVersionIsThatOfTheFirstArtifact() {
    assertEquals("1.2", rows.get(0).version());
  }

  @Test
  void aKeyNeedsNoValue() {
    assertFalse(rows.get(0).isSmall());
    assertTrue(rows.get(1).isSmall());
  }

  @Test
  void aClientHasArgumentsForItsServersOnly() {
    assertEquals("127.0.0.1 80", rows.get(1).argumentsFor(rows.get(0)));
    assertNull(rows.get(1).argumentsFor(rows.get(1)));
  }
}
