package programs.lab;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Opens connections and says nothing on them, until its input ends. Arguments: HOST PORT COUNT. */
public final class Idle {

  private static final List<Socket> OPEN = new ArrayList<>();

  private Idle() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i + 2 < arguments.length; i += 3) {
      for (int left = Integer.parseInt(arguments[i + 2]); left > 0; left--) {
        OPEN.add(new Socket(arguments[i], Integer.parseInt(arguments[i + 1])));
      }
    }
    System.out.println("open " + OPEN.size());
    while (System.in.read() >= 0) {
      // Until its input ends.
    }
  }
}
