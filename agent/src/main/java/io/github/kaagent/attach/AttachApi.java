package io.github.kaagent.attach;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider;

/**
 * Calls the JDK's com.sun.tools.attach by reflection: on JDK 8 it is in tools.jar, which Byte Buddy
 * finds, and a runtime may lack it.
 */
final class AttachApi {

  /**
   * Found once: on 8 each attempt loads the classes anew, and their library can't be loaded twice.
   */
  private static final AttachmentProvider.Accessor ACCESSOR = AttachmentProvider.DEFAULT.attempt();

  private AttachApi() {}

  /** This runtime's class com.sun.tools.attach.VirtualMachine. */
  static Class<?> virtualMachine() throws AttachFailedException {
    if (!ACCESSOR.isAvailable() || !ACCESSOR.getVirtualMachineType().getName().startsWith("com.")) {
      throw new AttachFailedException.Closed(
          "this Java runtime (%s) has no module jdk.attach (8: no tools.jar): run the command with"
              + " a JDK's java, on the host if the container has none",
          System.getProperty("java.home"));
    }
    return ACCESSOR.getVirtualMachineType();
  }

  /**
   * Calls a public method, and throws what it throws.
   *
   * @param type a public class that has the method; the object's own class may not be public
   * @param object null for a static method
   */
  static Object call(Class<?> type, Object object, String method, String... arguments)
      throws Throwable {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    try {
      return type.getMethod(method, types).invoke(object, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
