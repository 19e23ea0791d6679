package io.github.kaagent.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link Json} writes: the commands get the agent's answer as JSON. Numbers are Longs.
 */
final class JsonReader {

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if that is no JSON, or has numbers with a fraction
   */
  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    if (reader.at != text.length()) {
      throw reader.wrong();
    }
    return value;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("no JSON at character " + at);
  }

  private Object value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      default:
        return word();
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  /** Goes on to the next element, unless the end is here. */
  private boolean hasNext(char end, boolean isFirst) {
    if (peek() == end) {
      at++;
      return false;
    }
    if (!isFirst) {
      take(',');
    }
    return true;
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw wrong();
    }
    at++;
  }

  private Map<String, Object> object() {
    take('{');
    Map<String, Object> object = new LinkedHashMap<>();
    while (hasNext('}', object.isEmpty())) {
      String key = string();
      take(':');
      object.put(key, value());
    }
    return object;
  }

  private List<Object> array() {
    take('[');
    List<Object> array = new ArrayList<>();
    while (hasNext(']', array.isEmpty())) {
      array.add(value());
    }
    return array;
  }

  private String string() {
    take('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c = peek();
        at++;
        if (c == 'u') {
          c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
          at += 4;
        }
      }
      string.append(c);
    }
    at++;
    return string.toString();
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "null":
        return null;
      case "true":
        return true;
      case "false":
        return false;
      default:
        return Long.valueOf(word); // its exception is an IllegalArgumentException
    }
  }
}
