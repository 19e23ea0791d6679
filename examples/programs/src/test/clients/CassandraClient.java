import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetSocketAddress;

/** Cassandra's driver. */
final class CassandraClient {

  private CassandraClient() {}

  public static void main(String[] arguments) throws Exception {
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(arguments[0], 9042))
            .withLocalDatacenter("datacenter1")
            .build()) {
      session.execute("SELECT release_version FROM system.local").one();
      Hold.untilTold();
    }
  }
}
