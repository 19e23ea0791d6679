import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4. */
final class HttpClient4 {

  private HttpClient4() {}

  public static void main(String[] arguments) throws Exception {
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      try (CloseableHttpResponse response = client.execute(new HttpGet(arguments[0]))) {
        EntityUtils.consume(response.getEntity());
      }
      Hold.untilTold();
    }
  }
}
