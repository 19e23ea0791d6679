import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;

/** NATS. */
final class NatsClient {

  private NatsClient() {}

  public static void main(String[] arguments) throws Exception {
    Connection connection = Nats.connect(arguments[0]);
    connection.flush(Duration.ofMinutes(1));
    Hold.untilTold();
    connection.close();
  }
}
