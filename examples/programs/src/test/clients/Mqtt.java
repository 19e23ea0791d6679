import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's MQTT. */
final class Mqtt {

  private Mqtt() {}

  public static void main(String[] arguments) throws Exception {
    try (MqttClient client = new MqttClient(arguments[0], "me", new MemoryPersistence())) {
      client.connect();
      client.subscribe("topic");
      Hold.untilTold();
      client.disconnect();
    }
  }
}
