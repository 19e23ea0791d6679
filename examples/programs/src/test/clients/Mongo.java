import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

/** The MongoDB driver. */
final class Mongo {

  private Mongo() {}

  public static void main(String[] arguments) throws Exception {
    try (MongoClient client = MongoClients.create(arguments[0])) {
      client.listDatabaseNames().first();
      Hold.untilTold();
    }
  }
}
