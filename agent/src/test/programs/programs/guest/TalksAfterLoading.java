package programs.guest;

/** Loads the class that is its argument, the first for networking, and runs {@link Talk}. */
public final class TalksAfterLoading {

  private TalksAfterLoading() {}

  public static void main(String[] arguments) throws Exception {
    Class.forName(arguments[0]);
    Talk.main(arguments);
  }
}
