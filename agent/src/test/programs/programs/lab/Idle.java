package programs.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Opens connections and sends nothing on them until its input ends. Arguments: HOST PORT COUNT,
 * repeated. For each line that it reads it prints that attribute of the agent's MBean.
 */
public final class Idle {

  private static final List<Socket> OPEN = new ArrayList<>();

  private Idle() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i + 2 < arguments.length; i += 3) {
      for (int left = Integer.parseInt(arguments[i + 2]); left > 0; left--) {
        OPEN.add(new Socket(arguments[i], Integer.parseInt(arguments[i + 1])));
      }
    }
    System.out.println("open " + OPEN.size());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName agent = new ObjectName("io.github.kaagent:type=KeepAlive");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(line + " " + server.getAttribute(agent, line));
    }
  }
}
