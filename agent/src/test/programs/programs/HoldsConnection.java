package programs;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Properties;

/**
 * Holds a connection to itself, over the address that is its argument or else loopback, until its
 * input ends; prints what the agent may have changed.
 */
public final class HoldsConnection {

  private HoldsConnection() {}

  public static void main(String[] arguments) throws Exception {
    Properties before = (Properties) System.getProperties().clone();
    InetAddress address = InetAddress.getByName(arguments.length > 0 ? arguments[0] : null);
    try (ServerSocket server = new ServerSocket(0, 1, address);
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      System.out.println("properties changed " + !before.equals(System.getProperties()));
      System.out.println("native access " + nativeAccess());
      System.out.println("ready " + client.getLocalPort() + " " + accepted.getPort());
      System.in.read();
    }
  }

  /** Module.isNativeAccessEnabled of JDK 22 and later. */
  private static Object nativeAccess() throws ReflectiveOperationException {
    try {
      Object module = Class.class.getMethod("getModule").invoke(HoldsConnection.class);
      return module.getClass().getMethod("isNativeAccessEnabled").invoke(module);
    } catch (NoSuchMethodException earlier) {
      return false;
    }
  }
}
