import java.net.URI;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The AWS SDK's asynchronous S3, with the HTTP client that the second argument names. */
final class AwsAsync {

  private AwsAsync() {}

  public static void main(String[] arguments) throws Exception {
    try (S3AsyncClient client =
        S3AsyncClient.builder()
            .endpointOverride(URI.create(arguments[0]))
            .httpClient(
                (SdkAsyncHttpClient) Class.forName(arguments[1]).getMethod("create").invoke(null))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("me", "me")))
            .build()) {
      try {
        client.listBuckets().join();
      } catch (CompletionException notS3) {
        // The server is not AWS, but it has answered.
      }
      Hold.untilTold();
    }
  }
}
