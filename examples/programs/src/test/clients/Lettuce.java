import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

/** Lettuce. */
final class Lettuce {

  private Lettuce() {}

  public static void main(String[] arguments) throws Exception {
    RedisClient client = RedisClient.create(arguments[0]);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().set("key", "value");
      Hold.untilTold();
    } finally {
      client.shutdown();
    }
  }
}
