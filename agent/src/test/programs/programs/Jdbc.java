package programs;

import java.sql.Connection;
import java.sql.DriverManager;

/** Opens a JDBC connection with its driver's defaults. Argument: the URL. */
public final class Jdbc {

  private Jdbc() {}

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      System.out.println("connected " + connection.isValid(0));
      System.in.read();
    }
  }
}
