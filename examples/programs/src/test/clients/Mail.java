import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.util.Properties;

/** Jakarta Mail: SMTP and IMAP. */
final class Mail {

  private Mail() {}

  public static void main(String[] arguments) throws Exception {
    Session session = Session.getInstance(new Properties());
    try (Transport transport = session.getTransport("smtp");
        Store store = session.getStore("imap")) {
      transport.connect("127.0.0.1", 3025, "me", "me");
      store.connect("127.0.0.1", 3143, "me", "me");
      store.getDefaultFolder().list();
      Hold.untilTold();
    }
  }
}
