package programs.attach;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;

/** Asks for the platform's MBean server whenever it is told of a new MBean; ends with its input. */
public final class AsksAgain {

  private AsksAgain() {}

  public static void main(String[] arguments) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    server.addNotificationListener(
        MBeanServerDelegate.DELEGATE_NAME,
        (notification, handback) ->
            System.out.println(
                "told, and got it: " + (ManagementFactory.getPlatformMBeanServer() == server)),
        null,
        null);
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until it ends.
    }
  }
}
