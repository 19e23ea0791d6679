package programs.guest;

/** Talks after it has loaded the class that it was given, as the first that has to do with nets. */
public final class TalksAfterLoading {

  private TalksAfterLoading() {}

  public static void main(String[] arguments) throws Exception {
    Class.forName(arguments[0]);
    Talk.main(arguments);
  }
}
