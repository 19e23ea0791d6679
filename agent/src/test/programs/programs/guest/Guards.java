package programs.guest;

import java.io.FilePermission;
import java.net.InetSocketAddress;
import java.net.SocketPermission;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.Permission;
import java.security.Policy;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Set;
import java.util.function.BiFunction;
import programs.faults.Pairs;

/**
 * Gives OpenSearch's agent a policy, as OpenSearch does: this program may connect to itself and no
 * more, and ka-agent may do nothing. Prints what is denied.
 */
public final class Guards {

  private static final ProtectionDomain OWN = Guards.class.getProtectionDomain();

  private Guards() {}

  public static void main(String[] arguments) throws Exception {
    guard();
    tell("file", () -> Files.readAllBytes(Paths.get("/etc/passwd")));
    tell("exit", () -> System.exit(1));
    tell("connection", () -> SocketChannel.open(new InetSocketAddress("192.0.2.1", 1)));
    Pairs.main(arguments);
  }

  private static void guard() throws Exception {
    String policy = "org.opensearch.javaagent.bootstrap.AgentPolicy";
    Object nobody = // $NoneCanExit would let everybody exit
        Class.forName(policy + "$AnyCanExit")
            .getConstructor(String[].class)
            .newInstance((Object) new String[0]);
    new FilePermission("/", "read").implies(new FilePermission("/", "read")); // to load its classes
    Class.forName(policy)
        .getMethod("setPolicy", Policy.class, Set.class, Set.class, BiFunction.class)
        .invoke(null, new Loopback(), Collections.emptySet(), Collections.emptySet(), nobody);
  }

  /** Allows connections to this machine, and only to the application's own code. */
  private static final class Loopback extends Policy {
    @Override
    public boolean implies(ProtectionDomain domain, Permission permission) {
      return permission instanceof SocketPermission
          && !permission.getName().startsWith("192.")
          && domain.getCodeSource() != null
          && domain.getCodeSource().equals(OWN.getCodeSource());
    }
  }

  private interface Attempt {
    void make() throws Exception;
  }

  private static void tell(String what, Attempt attempt) throws Exception {
    try {
      attempt.make();
      System.out.println(what + " allowed");
    } catch (SecurityException e) {
      System.out.println(what + " denied");
    }
  }
}
