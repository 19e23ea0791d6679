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

  /** A value; IllegalArgumentException if that is no JSON, or has numbers with a fraction. */
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
        Map<String, Object> object = new LinkedHashMap<>();
        for (at++; hasNext('}', object.isEmpty()); ) {
          String key = string();
          take(':');
          object.put(key, value());
        }
        return object;
      case '[':
        List<Object> array = new ArrayList<>();
        for (at++; hasNext(']', array.isEmpty()); ) {
          array.add(value());
        }
        return array;
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

  private char next() {
    char next = peek();
    at++;
    return next;
  }

  private void take(char expected) {
    if (next() != expected) {
      throw wrong();
    }
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

  private String string() {
    take('"');
    StringBuilder string = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      char escaped = c == '\\' ? next() : c;
      if (c == '\\' && escaped == 'u') {
        escaped = (char) Integer.parseInt(text.substring(at, at + 4), 16);
        at += 4;
      }
      string.append(escaped);
    }
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
      case "false":
        return word.equals("true");
      default:
        return Long.valueOf(word); // its exception is an IllegalArgumentException
    }
  }
}
