package io.github.kaagent.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the agent answers a command. It travels as a property of the JVM's agent properties, which
 * the attach API reads, across namespaces too, and so needs neither a file nor a port; a JMX
 * connector's address is published the same way. Immutable.
 */
public final class Answer {

  /** The version of the agent that runs in a JVM since an attach; empty after a detach. */
  public static final String VERSION = "io.github.kaagent.version";

  private static final String ANSWER = "io.github.kaagent.answer.";

  /** So many answers may wait for commands that run at the same time. */
  private static final int WAITING = 4;

  /** What the command is to end with: 0 done, 1 it failed, 2 its arguments are wrong. */
  public final int status;

  /** The version of the agent that answers. */
  public final String version;

  /** What it says. */
  public final String text;

  /** With all of it; the version has no blanks. */
  public Answer(int status, String version, String text) {
    this.status = status;
    this.version = version;
    this.text = text;
  }

  /** Finds the answer to a request; null if there is none. */
  static Answer find(Properties properties, Request request) {
    String text = properties.getProperty(ANSWER + request.token);
    if (text == null) {
      return null;
    }
    String[] parts = text.split(" ", 3);
    return new Answer(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }

  /** Puts it where the command looks. Answers from before are dropped, for nobody else does. */
  public void publish(Properties properties, Request request) {
    List<String> before = new ArrayList<>(properties.stringPropertyNames());
    before.removeIf(name -> !name.startsWith(ANSWER));
    if (before.size() >= WAITING) {
      before.forEach(properties::remove);
    }
    properties.setProperty(ANSWER + request.token, status + " " + version + " " + text);
  }
}
