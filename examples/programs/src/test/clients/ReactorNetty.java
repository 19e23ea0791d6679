import java.time.Duration;
import reactor.netty.http.client.HttpClient;

/** Reactor Netty. */
final class ReactorNetty {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private ReactorNetty() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient.create().get().uri(arguments[0]).responseContent().aggregate().block(PATIENCE);
    Hold.untilTold();
  }
}
