import java.net.InetSocketAddress;
import net.spy.memcached.MemcachedClient;

/** spymemcached. */
final class Memcached {

  private Memcached() {}

  public static void main(String[] arguments) throws Exception {
    MemcachedClient client = new MemcachedClient(new InetSocketAddress("127.0.0.1", 11211));
    client.set("key", 60, "value").get();
    Hold.untilTold();
    client.shutdown();
  }
}
