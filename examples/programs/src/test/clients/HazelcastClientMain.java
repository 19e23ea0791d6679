import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.HazelcastInstance;

/** Hazelcast's client. */
final class HazelcastClientMain {

  private HazelcastClientMain() {}

  public static void main(String[] arguments) throws Exception {
    HazelcastInstance client = HazelcastClient.newHazelcastClient();
    client.getMap("map").put("key", "value");
    Hold.untilTold();
    client.shutdown();
  }
}
