package programs.guest;

import java.io.IOException;

/** Runs {@link Talk} once it has read a line. */
public final class TalksLater {

  private TalksLater() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("waiting");
    for (int read = System.in.read(); read >= 0 && read != '\n'; read = System.in.read()) {}
    Talk.main(arguments);
  }
}
