package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows {@code probe} on the command line. */
final class ProbeArguments {

  private static final String UP_TO = "--up-to";
  private static final String CONNECTIONS = "--connections";
  private static final String JSON = "--json";
  private static final String LISTEN = "--listen";
  static final List<String> OPTIONS = Arrays.asList(UP_TO, CONNECTIONS, JSON, LISTEN);

  /** Of {@code --up-to}: a day. */
  static final int LONGEST_SECONDS = 86_400;

  private static final int SHORTEST_SECONDS = 2;
  private static final int FEWEST = 2;
  private static final int MOST = 100;
  private static final int LAST_PORT = 65_535;

  private static final String CALL =
      "it is called so: probe HOST:PORT [--up-to 2h] [--connections 12] [--json], or probe"
          + " --listen PORT";

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([smh]?)");
  private static final Pattern TARGET =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%\\w]+)]|([^:\\[\\]]+)):([0-9]{1,5})");

  private String host;
  private int port;
  private int upTo = 7200;
  private int connections = 12;
  private boolean json;
  private boolean listens;
  private boolean measures;

  private ProbeArguments() {}

  /** Reads them. */
  static ProbeArguments of(List<String> words) throws CommandException {
    ProbeArguments arguments = new ProbeArguments();
    Iterator<String> all = words.iterator();
    while (all.hasNext()) {
      arguments.take(all.next(), all);
    }
    if (arguments.listens == (arguments.host != null)
        || (arguments.listens && arguments.measures)) {
      throw CommandException.wrong("probe takes a HOST:PORT or --listen PORT; " + CALL);
    }
    return arguments;
  }

  private void take(String word, Iterator<String> rest) throws CommandException {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String name = equals < 0 ? word : word.substring(0, equals);
    switch (name) {
      case UP_TO:
        upTo = time(value(word, equals, rest));
        measures = true;
        break;
      case CONNECTIONS:
        connections = number(name, value(word, equals, rest), FEWEST, MOST);
        measures = true;
        break;
      case LISTEN:
        port = number(name, value(word, equals, rest), 0, LAST_PORT);
        listens = true;
        break;
      case JSON:
        json = true;
        measures = true;
        break;
      default:
        takeTarget(word);
    }
  }

  private void takeTarget(String word) throws CommandException {
    Matcher target = TARGET.matcher(word);
    if (host != null || word.startsWith("-") || !target.matches()) {
      throw CommandException.wrong("probe: \"" + word + "\" is no HOST:PORT; " + CALL);
    }
    host = target.group(1) == null ? target.group(2) : target.group(1);
    port = number("probe: PORT", target.group(3), 1, LAST_PORT);
  }

  private static String value(String word, int equals, Iterator<String> rest)
      throws CommandException {
    if (equals >= 0) {
      return word.substring(equals + 1);
    }
    if (!rest.hasNext()) {
      throw CommandException.wrong("probe: " + word + " needs a value; " + CALL);
    }
    return rest.next();
  }

  private static int number(String name, String text, int least, int most) throws CommandException {
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw CommandException.wrong(name + " " + text + ": allowed: " + least + ".." + most);
    }
    return number;
  }

  private static int time(String text) throws CommandException {
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      String unit = time.group(2);
      int factor = unit.equals("h") ? 3600 : unit.equals("m") ? 60 : 1;
      long seconds = Long.parseLong(time.group(1)) * factor;
      if (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS) {
        return (int) seconds;
      }
    }
    throw CommandException.wrong(
        UP_TO + " " + text + ": allowed: 2s..24h; a number with s, m or h, seconds without");
  }

  /** Where to; null if it is to listen. */
  String host() {
    return host;
  }

  /** The other end's, or the one to listen on. */
  int port() {
    return port;
  }

  /** HOST:PORT as it was given. */
  String target() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  int upToSeconds() {
    return upTo;
  }

  int connections() {
    return connections;
  }

  boolean isJson() {
    return json;
  }
}
