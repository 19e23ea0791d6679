import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.TimeUnit;

/** Vert.x. */
final class VertxHttp {

  private VertxHttp() {}

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    // In a variable, since a client that is garbage closes its connections.
    HttpClient client = vertx.createHttpClient();
    client
        .request(HttpMethod.GET, Integer.parseInt(arguments[1]), arguments[0], arguments[2])
        .compose(request -> request.send())
        .compose(HttpClientResponse::body)
        .await(1, TimeUnit.MINUTES);
    Hold.untilTold();
    client.close().await(1, TimeUnit.MINUTES);
    vertx.close().await(1, TimeUnit.MINUTES);
  }
}
