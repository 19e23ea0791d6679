import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** MINA SSHD's client. */
final class SshdClient {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private SshdClient() {}

  public static void main(String[] arguments) throws Exception {
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.start();
      try (ClientSession session =
          client
              .connect(arguments[1], "127.0.0.1", Integer.parseInt(arguments[0]))
              .verify(PATIENCE)
              .getSession()) {
        session.addPasswordIdentity(arguments[1]);
        session.auth().verify(PATIENCE);
        Hold.untilTold();
      }
    }
  }
}
