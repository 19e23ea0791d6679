import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp. */
final class OkHttp {

  private OkHttp() {}

  public static void main(String[] arguments) throws Exception {
    OkHttpClient client = new OkHttpClient();
    Request request = new Request.Builder().url(arguments[0]).build();
    try (Response response = client.newCall(request).execute()) {
      response.body().string();
    }
    Hold.untilTold();
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
