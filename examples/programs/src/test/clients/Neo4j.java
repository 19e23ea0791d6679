import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/** Neo4j's driver. */
final class Neo4j {

  private Neo4j() {}

  public static void main(String[] arguments) throws Exception {
    try (Driver driver = GraphDatabase.driver(arguments[0]);
        Session session = driver.session()) {
      session.run("RETURN 1").consume();
      Hold.untilTold();
    }
  }
}
