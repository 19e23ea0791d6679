import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetSocketAddress;

/** Cassandra's driver: its control connection and its pool. */
final class CassandraClient {

  private CassandraClient() {}

  public static void main(String[] arguments) throws Exception {
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])))
            .withLocalDatacenter("datacenter1")
            .build()) {
      session.execute("SELECT release_version FROM system.local").one();
      Hold.untilTold();
    }
  }
}
