import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.ZooKeeper;

/** ZooKeeper's client. */
final class ZooKeeperClient {

  private ZooKeeperClient() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client = new ZooKeeper(arguments[0], 30_000, event -> connected.countDown());
    connected.await();
    client.getChildren("/", false);
    Hold.untilTold();
    client.close();
  }
}
