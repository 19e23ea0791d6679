import org.apache.commons.net.ftp.FTPClient;

/** Commons Net's FTP: the control connection. */
final class Ftp {

  private Ftp() {}

  public static void main(String[] arguments) throws Exception {
    FTPClient client = new FTPClient();
    client.connect("127.0.0.1", 2121);
    client.login("anonymous", "me");
    client.printWorkingDirectory();
    Hold.untilTold();
    client.logout();
    client.disconnect();
  }
}
