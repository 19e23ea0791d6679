package programs.guest;

/** An agent that does nothing: shows what a JVM does merely because it has an agent. */
public final class DoesNothing {

  private DoesNothing() {}

  public static void premain(String arguments) {}
}
