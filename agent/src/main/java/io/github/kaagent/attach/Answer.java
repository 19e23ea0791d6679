package io.github.kaagent.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the agent answers a command. It travels as a property of the JVM's agent properties, which
 * the attach API reads, across namespaces too, and so needs neither a file nor a port; a JMX
 * connector's address is published the same way.
 */
public final class Answer {

  /** The version of the agent that runs in a JVM since an attach; empty after a detach. */
  public static final String VERSION = "io.github.kaagent.version";

  private static final String ANSWER = "io.github.kaagent.answer.";

  /** So many answers may wait for commands that run at the same time. */
  private static final int WAITING = 4;

  private final int status;
  private final String version;
  private final String text;

  /** What the command ends with, 0, 1 or 2, the version of who answers, and the text. */
  public Answer(int status, String version, String text) {
    this.status = status;
    this.version = version;
    this.text = text;
  }

  /** Finds the answer to a request; null if there is none. */
  public static Answer find(Properties properties, Request request) {
    String text = properties.getProperty(ANSWER + request.token());
    if (text == null) {
      return null;
    }
    String[] parts = text.split(" ", 3);
    return new Answer(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }

  /** Puts it where the command looks. Answers from before are dropped, for nobody else does. */
  public void publish(Properties properties, Request request) {
    List<String> before = new ArrayList<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(ANSWER)) {
        before.add(name);
      }
    }
    if (before.size() >= WAITING) {
      before.forEach(properties::remove);
    }
    properties.setProperty(ANSWER + request.token(), status + " " + version + " " + text);
  }

  /** What the command is to end with: 0 done, 1 it failed, 2 its arguments are wrong. */
  public int status() {
    return status;
  }

  /** The version of the agent that answers. */
  public String version() {
    return version;
  }

  /** What it says. */
  public String text() {
    return text;
  }
}
