import java.util.Collections;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;

/** MINA's FTP server. */
final class FtpServerMain {

  private FtpServerMain() {}

  public static void main(String[] arguments) throws Exception {
    ListenerFactory listener = new ListenerFactory();
    listener.setPort(2121);
    FtpServerFactory factory = new FtpServerFactory();
    factory.addListener("default", listener.createListener());
    BaseUser user = new BaseUser();
    user.setName("anonymous");
    user.setHomeDirectory(".");
    user.setAuthorities(Collections.emptyList());
    factory.getUserManager().save(user);
    FtpServer server = factory.createServer();
    server.start();
  }
}
