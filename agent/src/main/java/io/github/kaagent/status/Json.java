package io.github.kaagent.status;

import java.util.Map;

/** Maps, iterables, strings, numbers and booleans as JSON (RFC 8259). */
public final class Json {

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /** One line of ASCII alone. */
  public static String of(Object value) {
    Json json = new Json();
    json.append(value);
    return json.out.toString();
  }

  private void append(Object value) {
    if (value instanceof Map) {
      appendObject((Map<?, ?>) value);
    } else if (value instanceof Iterable) {
      appendArray((Iterable<?>) value);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      appendString(value.toString());
    }
  }

  private void appendObject(Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendString(entry.getKey().toString());
      out.append(':');
      append(entry.getValue());
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private void appendArray(Iterable<?> elements) {
    String separator = "[";
    for (Object element : elements) {
      out.append(separator);
      append(element);
      separator = ",";
    }
    out.append(separator.equals("[") ? "[]" : "]");
  }

  private void appendString(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        // Only ASCII: whatever the character set of the terminal or pipe is.
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
