import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Any JDBC driver. Arguments: its URL, a query. */
final class Jdbc {

  private Jdbc() {}

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(String.join(" ", arguments).split(" ", 2)[1])) {
      row.next();
      Hold.untilTold();
    }
  }
}
