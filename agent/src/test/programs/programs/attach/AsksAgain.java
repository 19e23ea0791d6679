package programs.attach;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;

/** Gets the platform's MBean server again at each notification of an MBean; ends with its input. */
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
      // Until the input ends.
    }
  }
}
