import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Artemis' JMS client. */
final class ArtemisClient {

  private ArtemisClient() {}

  public static void main(String[] arguments) throws Exception {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(arguments[0]);
        JMSContext context = factory.createContext()) {
      context.createProducer().send(context.createQueue("queue"), "text");
      Hold.untilTold();
    }
  }
}
