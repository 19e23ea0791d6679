package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows {@code probe} on the command line. Immutable. */
final class ProbeArguments {

  private static final String UP_TO = "--up-to";
  private static final String CONNECTIONS = "--connections";
  private static final String JSON = "--json";
  private static final String LISTEN = "--listen";
  private static final List<String> WITH_VALUE = Arrays.asList(UP_TO, CONNECTIONS, LISTEN);

  /** The most that {@code --up-to} may be: a day. */
  static final int LONGEST_SECONDS = 86_400;

  private static final int LAST_PORT = 65_535;

  private static final String CALL =
      "usage: probe HOST:PORT [--up-to 2h] [--connections 12] [--json], or probe"
          + " --listen PORT";

  private static final String TARGET = "HOST:PORT";
  private static final Pattern TARGETS =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%\\w]+)]|([^-:\\[\\]][^:\\[\\]]*)):([0-9]{1,5})");

  final String host; // the other end's; null with --listen
  final int port; // the other end's, or with --listen ours
  final int upToSeconds;
  final int connections;
  final boolean isJson;

  private ProbeArguments(Map<String, String> given) throws CommandException {
    Matcher target = TARGETS.matcher(given.getOrDefault(TARGET, ""));
    if (target.matches()) {
      host = target.group(1) == null ? target.group(2) : target.group(1);
      port = number("probe: PORT", target.group(3), 1, LAST_PORT);
    } else {
      host = null;
      port = number(LISTEN, given.getOrDefault(LISTEN, "0"), 0, LAST_PORT);
    }
    upToSeconds = time(given.getOrDefault(UP_TO, "2h"));
    connections = number(CONNECTIONS, given.getOrDefault(CONNECTIONS, "12"), 2, 100);
    isJson = given.containsKey(JSON);
    boolean listens = given.containsKey(LISTEN);
    if (listens == (host != null) || (listens && given.size() > 1)) {
      throw CommandException.wrong("probe takes a HOST:PORT or --listen PORT; " + CALL);
    }
  }

  /** Parses them. */
  static ProbeArguments of(List<String> words) throws CommandException {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      String[] parts = word.split("=", 2);
      if (parts[0].equals(JSON)) {
        given.put(JSON, "");
      } else if (WITH_VALUE.contains(parts[0])) {
        if (parts.length == 1 && !rest.hasNext()) {
          throw CommandException.wrong("probe: " + word + " needs a value; " + CALL);
        }
        given.put(parts[0], parts.length == 1 ? rest.next() : parts[1]);
      } else if (!TARGETS.matcher(word).matches() || given.put(TARGET, word) != null) {
        throw CommandException.wrong("probe: \"" + word + "\" is no HOST:PORT; " + CALL);
      }
    }
    return new ProbeArguments(given);
  }

  private static int number(String name, String text, int least, int most) throws CommandException {
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw CommandException.wrong(name + " " + text + ": allowed: " + least + ".." + most);
    }
    return number;
  }

  private static int time(String text) throws CommandException {
    if (text.matches("[0-9]{1,9}[smh]?")) {
      long seconds = Duration.parse("PT" + text.replaceFirst("([0-9])$", "$1s")).toMillis() / 1000;
      if (seconds >= 2 && seconds <= LONGEST_SECONDS) {
        return (int) seconds;
      }
    }
    throw CommandException.wrong(
        UP_TO + " " + text + ": allowed: 2s..24h; a number with s, m or h, seconds without");
  }

  /** HOST:PORT as it was given. */
  String target() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
