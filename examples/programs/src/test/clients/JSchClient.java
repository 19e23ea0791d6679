import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import java.nio.charset.StandardCharsets;

/** JSch. */
final class JSchClient {

  private JSchClient() {}

  public static void main(String[] arguments) throws Exception {
    Session session =
        new JSch().getSession(arguments[1], "127.0.0.1", Integer.parseInt(arguments[0]));
    session.setPassword(arguments[1].getBytes(StandardCharsets.UTF_8));
    session.setConfig("StrictHostKeyChecking", "no");
    session.connect();
    Hold.untilTold();
    session.disconnect();
  }
}
