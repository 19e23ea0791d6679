package io.github.kaagent.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The agent's answer to a command. The agent puts it into the JVM's agent properties, which the
 * attach API can read, even across namespaces; so it needs neither a file nor a port. The JDK
 * publishes the address of a JMX connector in the same way. Immutable.
 */
public final class Answer {

  /** The property with the version of a running agent; empty after a detach. */
  public static final String VERSION = "io.github.kaagent.version";

  private static final String PREFIX = "io.github.kaagent.answer.";

  /** How many answers may wait at the same time, for commands that run concurrently. */
  private static final int MAX_WAITING = 4;

  /** The command's exit status: 0 done, 1 failed, 2 its arguments are wrong. */
  public final int status;

  /** The version of the agent that answers. */
  public final String version;

  /** The answer itself: lines for the user, or JSON. */
  public final String text;

  /** An answer; the version must not contain blanks. */
  public Answer(int status, String version, String text) {
    this.status = status;
    this.version = version;
    this.text = text;
  }

  /** Finds the answer to a request; null if there is none. */
  static Answer find(Properties properties, Request request) {
    String text = properties.getProperty(PREFIX + request.token);
    if (text == null) {
      return null;
    }
    String[] parts = text.split(" ", 3);
    return new Answer(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }

  /** Puts it where the command looks. Drops old answers once there are many: nobody else does. */
  public void publish(Properties properties, Request request) {
    List<String> earlier = new ArrayList<>(properties.stringPropertyNames());
    earlier.removeIf(name -> !name.startsWith(PREFIX));
    if (earlier.size() >= MAX_WAITING) {
      earlier.forEach(properties::remove);
    }
    properties.setProperty(PREFIX + request.token, status + " " + version + " " + text);
  }
}
