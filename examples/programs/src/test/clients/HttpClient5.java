import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5. */
final class HttpClient5 {

  private HttpClient5() {}

  public static void main(String[] arguments) throws Exception {
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      client.execute(
          new HttpGet(arguments[0]),
          response -> {
            EntityUtils.consume(response.getEntity());
            return null;
          });
      Hold.untilTold();
    }
  }
}
