package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.settings.SocketPattern;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of keys and rules, one {@code key = value} a line; what follows a # at the start or after
 * a space is a comment.
 */
final class ConfigFile {

  private static final int LONGEST = 1 << 20;
  private static final String RULE = "rule.";

  private final ArgumentValues values = new ArgumentValues();
  private final Map<String, RuleText> rules = new LinkedHashMap<>();

  private ConfigFile() {}

  /** Reads a file. What is wrong with it becomes a mistake, and what is left is returned. */
  static ConfigFile read(String path, String place, List<String> mistakes) {
    ConfigFile file = new ConfigFile();
    try {
      file.readLines(path, text(path), mistakes);
    } catch (IOException | SecurityException e) {
      mistakes.add(Mistakes.line(place, "config=" + path, String.valueOf(e.getMessage())));
    }
    return file;
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
      // A pipe would make the application wait for its writer.
      throw new IOException("is not a regular file");
    }
    byte[] bytes = new byte[LONGEST + 1];
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      for (int n = 0;
          n >= 0 && length < bytes.length;
          n = in.read(bytes, length, bytes.length - length)) {
        length += n;
      }
    } catch (IOException e) {
      throw new IOException("can't be read: " + e.getMessage(), e);
    }
    if (length > LONGEST) {
      throw new IOException("is too large; allowed: " + LONGEST + " bytes");
    }
    return decoded(ByteBuffer.wrap(bytes, 0, length));
  }

  private static String decoded(ByteBuffer bytes) throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("is not a text file (UTF-8)", e);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
        throw new IOException("is not a text file");
      }
    }
    // The mark that some editors put first.
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private void readLines(String path, String text, List<String> mistakes) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = withoutComment(lines[i]).trim();
      if (!line.isEmpty()) {
        readLine(line, Mistakes.shown(path) + ":" + (i + 1), mistakes);
      }
    }
  }

  private static String withoutComment(String line) {
    for (int hash = line.indexOf('#'); hash >= 0; hash = line.indexOf('#', hash + 1)) {
      if (hash == 0 || Character.isWhitespace(line.charAt(hash - 1))) {
        return line.substring(0, hash);
      }
    }
    return line;
  }

  private void readLine(String line, String origin, List<String> mistakes) {
    String place = origin + ": ";
    int equals = line.indexOf('=');
    if (equals < 0) {
      mistakes.add(Mistakes.noValue(place, line));
      return;
    }
    String key = line.substring(0, equals).trim();
    String text = line.substring(equals + 1).trim();
    if (key.startsWith(RULE)) {
      readRule(key, text, origin, mistakes);
    } else if (key.equals(Argument.CONFIG.key())) {
      mistakes.add(Mistakes.line(place, key + "=" + text, "a config file can't name another"));
    } else {
      values.put(key, text, origin, place, mistakes);
    }
  }

  private void readRule(String key, String text, String origin, List<String> mistakes) {
    int dot = key.indexOf('.', RULE.length());
    String name = dot < 0 ? "" : key.substring(RULE.length(), dot);
    if (!isName(name)) {
      mistakes.add(Mistakes.notARule(origin + ": ", key, text));
      return;
    }
    RuleText rule = rules.get(name);
    if (rule == null) {
      rule = new RuleText(name, origin);
      rules.put(name, rule);
    }
    rule.put(key.substring(dot + 1), key, text, origin, mistakes);
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

  /** The keys of the table of arguments. */
  ArgumentValues values() {
    return values;
  }

  /** The rules, in the file's order. */
  List<Rule> rules(ArgumentValues global, List<String> mistakes) {
    List<Rule> finished = new ArrayList<>();
    for (RuleText rule : rules.values()) {
      finished.add(rule.over(global, mistakes));
    }
    return finished;
  }

  /** The lines of a config file that are one rule's, on their way to a {@link Rule}. */
  private static final class RuleText {

    private final String name;
    private final String firstLine;
    private final ArgumentValues own = new ArgumentValues();

    /** Null until it is met. */
    private Setting to;

    private List<SocketPattern> patterns = Collections.emptyList();

    RuleText(String name, String firstLine) {
      this.name = name;
      this.firstLine = firstLine;
    }

    /** Keeps a value; its key is {@code idle}, and {@code rule.NAME.idle} as it was written. */
    void put(String key, String wholeKey, String text, String origin, List<String> mistakes) {
      String place = origin + ": ";
      Argument argument = Argument.of(key);
      if (key.equals("to")) {
        putTo(wholeKey, text, origin, mistakes);
      } else if (Argument.OF_RULES.contains(argument)) {
        own.put(argument, wholeKey, text, origin, place, mistakes);
      } else {
        mistakes.add(Mistakes.unknownRuleKey(place, key, wholeKey, text));
      }
    }

    private void putTo(String key, String text, String origin, List<String> mistakes) {
      String place = origin + ": ";
      if (to != null) {
        mistakes.add(Mistakes.twice(place, key, text, to.origin()));
        return;
      }
      to = new Setting("to", text, origin);
      if (text.isEmpty()) {
        mistakes.add(Mistakes.notAllowed(place, key, text, Argument.ONLY));
      } else {
        patterns = PatternParser.parse(text, place + key + "=", mistakes);
      }
    }

    /** The rule, with the globals for what it leaves out. */
    Rule over(ArgumentValues global, List<String> mistakes) {
      if (to == null) {
        mistakes.add(Mistakes.ruleWithoutTo(firstLine + ": ", name));
      }
      Policy policy = own.over(global).policy(name, firstLine + ": rule." + name + ": ", mistakes);
      return new Rule(patterns, policy, to, own.given());
    }
  }
}
