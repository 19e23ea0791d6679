package io.github.kaagent.attach;

/**
 * What a command asks of the agent, as the text that agentmain gets: {@code ka-agent/1 TOKEN NAME
 * ARGUMENTS}. Other tools (jcmd JVMTI.agent_load, an application server's console) hand over the
 * bare arguments, which stands for an attach.
 */
public final class Request {

  private static final String PREFIX = "ka-agent/";

  /** The version of this protocol; an agent of another version refuses. */
  private static final String PROTOCOL = PREFIX + "1";

  private final String protocol;
  private final String token;
  private final String name;
  private final String arguments;

  private Request(String protocol, String token, String name, String arguments) {
    this.protocol = protocol;
    this.token = token;
    this.name = name;
    this.arguments = arguments;
  }

  /** A request; the token, by which the answer is told, and the name have no blanks. */
  public static Request of(String token, String name, String arguments) {
    return new Request(PROTOCOL, token, name, arguments);
  }

  /** Reads what agentmain got, which may be null. */
  public static Request parse(String text) {
    String words = text == null ? "" : text;
    if (!words.startsWith(PREFIX)) {
      return of("", "attach", words);
    }
    String[] parts = words.split(" ", 4);
    return new Request(parts[0], part(parts, 1), part(parts, 2), part(parts, 3));
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? parts[index] : "";
  }

  /** Whether this version of the agent knows what is meant. */
  public boolean isUnderstood() {
    return protocol.equals(PROTOCOL);
  }

  /** What the answer is told by; empty if nobody waits for one. */
  public String token() {
    return token;
  }

  /** The command. */
  public String name() {
    return name;
  }

  /** The command's arguments; empty for none. */
  public String arguments() {
    return arguments;
  }

  /** The text for agentmain. */
  @Override
  public String toString() {
    return protocol + " " + token + " " + name + " " + arguments;
  }
}
