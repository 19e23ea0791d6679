package programs.guest;

/** An agent that does nothing: what a JVM does because it has an agent, it does with this one. */
public final class DoesNothing {

  private DoesNothing() {}

  public static void premain(String arguments) {}
}
