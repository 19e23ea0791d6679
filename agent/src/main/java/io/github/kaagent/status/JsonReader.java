package io.github.kaagent.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@link Json} writes: the commands get the agent's answer as JSON. Numbers are Longs.
 */
final class JsonReader {

  /** A token (group 2) with the separator before it (group 1). */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\G([,:]?)([\\[\\]{}]|null|true|false|-?[0-9]{1,18}"
              + "|\"[^\"\\\\]*+(?:\\\\(?:u[0-9a-f]{4}|[\"\\\\])[^\"\\\\]*+)*+\")");

  private final Matcher tokens;

  private JsonReader(String text) {
    tokens = TOKEN.matcher(text);
  }

  /** Parses a value; IllegalArgumentException if it is not JSON as {@link Json} writes it. */
  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(reader.next("", ""));
    if (reader.tokens.end() != text.length()) {
      throw new IllegalArgumentException("no JSON from character " + reader.tokens.end() + " on");
    }
    return value;
  }

  /** The next token, which must have this separator before it, or none if it is the end token. */
  private String next(String separator, String end) {
    if (tokens.find() && tokens.group(1).equals(tokens.group(2).equals(end) ? "" : separator)) {
      return tokens.group(2);
    }
    throw new IllegalArgumentException("no JSON");
  }

  private Object value(String token) {
    switch (token.charAt(0)) {
      case '{':
        Map<String, Object> object = new LinkedHashMap<>();
        for (String key = next("", "}"); !key.equals("}"); key = next(",", "}")) {
          object.put(string(key), value(next(":", "")));
        }
        return object;
      case '[':
        List<Object> array = new ArrayList<>();
        for (String element = next("", "]"); !element.equals("]"); element = next(",", "]")) {
          array.add(value(element));
        }
        return array;
      case '"':
        return string(token);
      case 'n':
        return null;
      case 't':
      case 'f':
        return token.equals("true");
      default:
        return Long.valueOf(token); // NumberFormatException is an IllegalArgumentException.
    }
  }

  private static String string(String token) {
    StringBuilder string = new StringBuilder();
    for (int i = 1; i < token.length() - 1; i++) {
      char next = token.charAt(i);
      if (next == '\\') {
        next = token.charAt(++i);
        if (next == 'u') {
          next = (char) Integer.parseInt(token.substring(i + 1, i + 5), 16);
          i += 4;
        }
      }
      string.append(next);
    }
    return string.toString();
  }
}
