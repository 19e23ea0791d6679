import java.nio.file.Paths;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** MINA SSHD's server, which accepts every user whose password is the user's name. */
final class SshServer {

  private SshServer() {}

  public static void main(String[] arguments) throws Exception {
    org.apache.sshd.server.SshServer server = org.apache.sshd.server.SshServer.setUpDefaultServer();
    server.setPort(8000);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(Paths.get("host.key")));
    server.setPasswordAuthenticator((user, password, session) -> user.equals(password));
    server.start();
    Thread.currentThread().join();
  }
}
