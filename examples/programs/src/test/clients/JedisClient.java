import redis.clients.jedis.RedisClient;

/** Jedis. */
final class JedisClient {

  private JedisClient() {}

  public static void main(String[] arguments) throws Exception {
    try (RedisClient redis = RedisClient.create(arguments[0])) {
      redis.set("key", "value");
      Hold.untilTold();
    }
  }
}
