package programs.attach;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Holds connections open, and obeys the commands that it reads; ends with its input. */
public final class Holds {

  private static final int BLOCKED = 10;

  private Holds() {}

  public static void main(String[] arguments) throws Exception {
    Connections connections = new Connections();
    connections.open(Integer.parseInt(arguments[0]));
    connections.block(BLOCKED);
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("open ")) {
        connections.open(Integer.parseInt(line.substring(5)));
        System.out.println("opened");
      } else if (line.equals("echo")) {
        System.out.println("echoed " + connections.echo(BLOCKED));
      } else if (line.equals("count")) {
        System.out.println("count " + Loaded.now());
      }
    }
  }
}
