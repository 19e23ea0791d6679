import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;

/** HikariCP's pool of JDBC connections, with its defaults. */
final class Hikari {

  private Hikari() {}

  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(arguments[0]);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
      }
      Hold.untilTold();
    }
  }
}
