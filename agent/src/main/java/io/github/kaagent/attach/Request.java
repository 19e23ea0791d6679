package io.github.kaagent.attach;

/**
 * A command's request to the agent, which agentmain receives as the text {@code ka-agent/1 TOKEN
 * NAME ARGUMENTS}. Other tools (jcmd JVMTI.agent_load, an application server's console) pass the
 * bare arguments of the agent, which means an attach. Immutable.
 */
public final class Request {

  private static final String PREFIX = "ka-agent/";

  /** The version of this protocol; an agent of another version refuses. */
  private static final String PROTOCOL = PREFIX + "1";

  /** Identifies the answer; empty if nobody waits for one. */
  public final String token;

  /** The command's name, such as {@code attach}. */
  public final String name;

  /** The command's arguments; empty for none. */
  public final String arguments;

  private final String protocol;

  private Request(String protocol, String token, String name, String arguments) {
    this.protocol = protocol;
    this.token = token;
    this.name = name;
    this.arguments = arguments;
  }

  /** A request; the token and the name must not contain blanks. */
  static Request of(String token, String name, String arguments) {
    return new Request(PROTOCOL, token, name, arguments);
  }

  /** Parses the text that agentmain received, which may be null. */
  public static Request parse(String text) {
    String words = text == null ? "" : text;
    if (!words.startsWith(PREFIX)) {
      return of("", "attach", words);
    }
    String[] parts = words.concat("   ").split(" ", 4); // blanks, so that there are four parts
    return new Request(parts[0], parts[1], parts[2], parts[3].trim());
  }

  /** Whether this version of the agent understands the request's protocol. */
  public boolean isUnderstood() {
    return protocol.equals(PROTOCOL);
  }

  /** The text for agentmain. */
  @Override
  public String toString() {
    return protocol + " " + token + " " + name + " " + arguments;
  }
}
