package io.github.kaagent.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Json}, the writer, and {@link JsonReader}. */
class JsonTest {

  @Test
  void objectsArraysTextsNumbersAndWordsAreWritten() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("a", 1L);
    object.put("b", Arrays.asList("x", null, true, List.of()));
    object.put("c", Map.of());

    assertEquals("{\"a\":1,\"b\":[\"x\",null,true,[]],\"c\":{}}", Json.of(object));
  }

  /** RFC 8259 requires escapes for ", \ and control characters; Json writes no non-ASCII either. */
  @Test
  void whatIsNoPrintableAsciiIsEscaped() {
    assertEquals("\"\\\"\\\\\\u000a\\u007f\\u00e4\\ud83d\\ude00\"", Json.of("\"\\\n\u007fä😀"));
    assertEquals("\" ~\"", Json.of(" ~"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "-12",
        "{\"a\":{\"b\":[1,true,false,null,\"x,]}\\\"\\\\\\u000a\"]},\"c\":[]}"
      })
  void whatIsWrittenIsReadAgain(String json) {
    assertEquals(json, Json.of(JsonReader.read(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "\"x",
        "\"x\\",
        "tru",
        "{}x",
        "[,]",
        "[1,]",
        "[:1]",
        ",1",
        "{\"a\",1}"
      })
  void whatIsNoneIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonReader.read(text));
  }

  @Test
  void whatIsNoObjectIsNoStatus() {
    assertThrows(IllegalArgumentException.class, () -> Status.parse("[]"));
  }
}
