package programs;

/** Prints that it runs, and ends with the exit status that is its argument. */
public final class ExitsWith {

  private ExitsWith() {}

  public static void main(String[] arguments) {
    System.out.println("running on " + System.getProperty("java.specification.version"));
    System.exit(Integer.parseInt(arguments[0]));
  }
}
