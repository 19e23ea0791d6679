package io.github.kaagent.attach;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider;

/**
 * The JDK's com.sun.tools.attach, by reflection: on 8 it is in tools.jar, which Byte Buddy finds,
 * and a runtime may be without it.
 */
final class AttachApi {

  private final Class<?> virtualMachine;

  private AttachApi(Class<?> virtualMachine) {
    this.virtualMachine = virtualMachine;
  }

  /** This runtime's. */
  static AttachApi find() throws AttachFailedException {
    AttachmentProvider.Accessor accessor = AttachmentProvider.DEFAULT.attempt();
    if (!accessor.isAvailable() || !accessor.getVirtualMachineType().getName().startsWith("com.")) {
      throw new AttachFailedException.Closed(
          "this Java runtime (%s) has no module jdk.attach (8: no tools.jar): run the command with"
              + " a JDK's java, on the host if the container has none",
          System.getProperty("java.home"));
    }
    return new AttachApi(accessor.getVirtualMachineType());
  }

  /** Descriptors of the JVMs that can be seen here. */
  List<?> list() throws ReflectiveOperationException {
    return (List<?>) virtualMachine.getMethod("list").invoke(null);
  }

  /** A property, by its method, of a descriptor of {@link #list}. */
  Object describe(Object descriptor, String property) throws ReflectiveOperationException {
    // By the public class, for the object's own is none.
    Class<?> type =
        Class.forName(
            "com.sun.tools.attach.VirtualMachineDescriptor", true, virtualMachine.getClassLoader());
    return type.getMethod(property).invoke(descriptor);
  }

  /** Attaches to a JVM. */
  Object attach(String pid) throws Throwable {
    return call(null, "attach", new Class<?>[] {String.class}, pid);
  }

  /** What a diagnostic command prints, as by jcmd; NoSuchMethodException if it is no HotSpot. */
  InputStream diagnose(Object jvm, String command) throws Throwable {
    // In a package that is exported to this command by its manifest.
    Class<?> hotSpot = jvm.getClass().getSuperclass();
    try {
      return (InputStream) hotSpot.getMethod("executeJCmd", String.class).invoke(jvm, command);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Calls a method of an attached VirtualMachine; what it throws comes out as it is. */
  Object call(Object jvm, String method, Class<?>[] types, Object... arguments) throws Throwable {
    try {
      return virtualMachine.getMethod(method, types).invoke(jvm, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
