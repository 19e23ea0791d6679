package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code config} file: keys and rules, one {@code key = value} per line. A # at the start of a
 * line or after white space begins a comment.
 */
final class ConfigFile {

  private static final int MAX_BYTES = 1 << 20;
  private static final String RULE = "rule.";
  private static final List<String> OF_RULES =
      Arrays.asList("to", "idle", "intvl", "cnt", "user_timeout", "mode");

  /** The values that don't belong to a rule. */
  final ArgumentValues values = new ArgumentValues();

  private final Map<String, ArgumentValues> rules = new LinkedHashMap<>();
  private final Map<String, String> firstLines = new HashMap<>(); // by rule: FILE:LINE
  private final List<String> mistakes;

  /** Reads a file. Whatever is wrong is added to the mistakes, and the rest is kept. */
  ConfigFile(Setting path, List<String> mistakes) {
    this.mistakes = mistakes;
    try {
      String[] lines = text(path.value).split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        readLine(withoutComment(lines[i]).trim(), Mistakes.shown(path.value) + ":" + (i + 1));
      }
    } catch (IOException | SecurityException e) {
      String why = String.valueOf(e.getMessage());
      mistakes.add(Mistakes.line(path.origin, "config=" + path.value, why));
    }
  }

  private static String text(String path) throws IOException {
    File file = new File(path);
    if (file.isDirectory()) {
      throw new IOException("is a directory; allowed: a file");
    }
    if (!file.exists()) {
      throw new IOException("no such file, seen from " + System.getProperty("user.dir"));
    }
    if (!file.isFile()) {
      // The application would have to wait until somebody writes to a pipe.
      throw new IOException("is not a regular file");
    }
    byte[] bytes = new byte[MAX_BYTES + 1];
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      for (int read = 0; read >= 0 && length < bytes.length; ) {
        length += read;
        read = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException e) {
      throw new IOException("can't be read: " + e.getMessage(), e);
    }
    if (length > MAX_BYTES) {
      throw new IOException("is too large; allowed: " + MAX_BYTES + " bytes");
    }
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
        throw new IOException("is not a text file");
      }
      if (c == '\ufffd') { // the decoder's replacement for bytes that are not UTF-8
        throw new IOException("is not a text file (UTF-8)");
      }
    }
    // The byte order mark, which some editors put first.
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String withoutComment(String line) {
    for (int hash = line.indexOf('#'); hash >= 0; hash = line.indexOf('#', hash + 1)) {
      if (hash == 0 || Character.isWhitespace(line.charAt(hash - 1))) {
        return line.substring(0, hash);
      }
    }
    return line;
  }

  private void readLine(String line, String origin) {
    int equals = line.indexOf('=');
    String key = line.substring(0, Math.max(0, equals)).trim();
    String text = line.substring(equals + 1).trim();
    if (key.startsWith(RULE)) {
      readRule(key, text, origin);
    } else if (key.equals("config")) {
      mistakes.add(Mistakes.line(origin, key + "=" + text, "a config file can't name another"));
    } else if (!line.isEmpty()) {
      values.put(line, origin, mistakes);
    }
  }

  private void readRule(String key, String text, String origin) {
    int dot = key.indexOf('.', RULE.length());
    String name = dot < 0 ? "" : key.substring(RULE.length(), dot);
    String argument = key.substring(dot + 1);
    if (!isName(name)) {
      String allowed = "allowed: rule.NAME.KEY, NAME of letters, digits, - and _, other than ";
      mistakes.add(Mistakes.line(origin, key + "=" + text, allowed + Policy.GLOBAL));
      return;
    }
    if (firstLines.putIfAbsent(name, origin) == null) {
      rules.put(name, new ArgumentValues());
    }
    if (OF_RULES.contains(argument)) {
      rules.get(name).put(Argument.ofRule(argument), key, text, origin, mistakes);
    } else {
      String meant = "unknown key of a rule; " + Mistakes.meant(argument, OF_RULES);
      mistakes.add(Mistakes.line(origin, key + "=" + text, meant));
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return !name.isEmpty() && !name.equals(Policy.GLOBAL);
  }

  /** The rules, in file order; what a rule leaves out comes from the globals. */
  List<Rule> rules(ArgumentValues global) {
    List<Rule> result = new ArrayList<>();
    for (Map.Entry<String, ArgumentValues> rule : rules.entrySet()) {
      String name = rule.getKey();
      ArgumentValues own = rule.getValue();
      String firstLine = firstLines.get(name);
      Policy policy = own.over(global).policy(name, firstLine + ": rule." + name, mistakes);
      Setting to = own.settings.remove("to");
      if (to == null) {
        String problem = "has no rule." + Mistakes.shown(name) + ".to, the patterns that it is for";
        mistakes.add(Mistakes.line(firstLine, "rule." + name, problem));
      } else if (mistakes.isEmpty()) {
        result.add(new Rule(Arguments.patterns(to), policy, to, own.settings));
      }
    }
    return result;
  }
}
