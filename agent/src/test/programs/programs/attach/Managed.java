package programs.attach;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Opens a connection, and prints the agent's MBean for each line that it reads. */
public final class Managed {

  private Managed() {}

  public static void main(String[] arguments) throws Exception {
    MBeanServer own = MBeanServerFactory.createMBeanServer("own");
    Connections connections = new Connections();
    connections.open(1);
    System.out.println("ready " + own.getDefaultDomain());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("MBean " + read(new ObjectName("io.github.kaagent:type=KeepAlive")));
    }
  }

  private static String read(ObjectName name) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    if (!server.isRegistered(name)) {
      return "none";
    }
    CompositeData[] sockets = (CompositeData[]) server.invoke(name, "openSockets", null, null);
    return "applied="
        + server.getAttribute(name, "Applied")
        + " sockets="
        + sockets.length
        + " idle="
        + sockets[0].get("idle");
  }
}
