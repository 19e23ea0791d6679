import org.eclipse.jetty.client.HttpClient;

/** Jetty's client. */
final class JettyClient {

  private JettyClient() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    client.GET(arguments[0]);
    Hold.untilTold();
    client.stop();
  }
}
