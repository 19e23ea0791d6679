import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS SDK's S3, with the HTTP client that the second argument names. */
final class Aws {

  private Aws() {}

  public static void main(String[] arguments) throws Exception {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create(arguments[0]))
            .httpClient(
                (SdkHttpClient) Class.forName(arguments[1]).getMethod("create").invoke(null))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("me", "me")))
            .build()) {
      try {
        client.listBuckets();
      } catch (SdkException notS3) {
        // The server is not AWS, but it has answered.
      }
      Hold.untilTold();
    }
  }
}
