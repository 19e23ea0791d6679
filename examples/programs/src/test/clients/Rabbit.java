import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

/** RabbitMQ's client. */
final class Rabbit {

  private Rabbit() {}

  public static void main(String[] arguments) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(arguments[0]);
    try (Connection connection = factory.newConnection()) {
      connection.createChannel().queueDeclare();
      Hold.untilTold();
    }
  }
}
