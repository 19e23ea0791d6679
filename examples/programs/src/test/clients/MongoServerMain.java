import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** mongo-java-server. */
final class MongoServerMain {

  private MongoServerMain() {}

  public static void main(String[] arguments) {
    MongoServer server = new MongoServer(new MemoryBackend());
    server.bind("127.0.0.1", 27017);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
  }
}
