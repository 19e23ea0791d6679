package java.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandles;

/**
 * The agent's access to the natives of sun.nio.ch.Net, which take any option of any descriptor. The
 * class is in java.base because its subclass, {@code sun.nio.ch.KaAgentNet}, has to be there.
 */
public abstract class KaAgentNatives {

  private static volatile KaAgentNatives offered;
  private static volatile boolean prepared;

  /** For sun.nio.ch.KaAgentNet. */
  protected KaAgentNatives() {}

  /**
   * Called by KaAgentNet's initializer, so that no constructor is called by reflection.
   *
   * @param natives kept if they are the first
   */
  protected static void offer(KaAgentNatives natives) {
    if (offered == null) {
      offered = natives;
    }
  }

  /**
   * Returns sun.nio.ch.Net's natives. A hidden nestmate of that class (JEP 371) calls them
   * directly: {@code Method.invoke} would make method handles on 18 and later (JEP 416), 0.2 to 0.4
   * of a JVM's start. It is defined here since a lookup from outside java.base may not.
   *
   * @param classFile that of sun.nio.ch.KaAgentNet, which {@link #offer offers} itself
   * @throws IllegalAccessException if this JDK's modules forbid it
   * @throws LinkageError if this JDK's Net differs from those of 15 to 27; before 15 there are no
   *     hidden classes
   */
  public static KaAgentNatives of(byte[] classFile)
      throws ClassNotFoundException, IllegalAccessException {
    checkAgent();
    if (offered == null) {
      MethodHandles.privateLookupIn(
              Class.forName("sun.nio.ch.Net", false, null), MethodHandles.lookup())
          .defineHiddenClass(classFile, true, MethodHandles.Lookup.ClassOption.NESTMATE);
    }
    return offered;
  }

  /**
   * Initializes the classes whose natives the agent calls, which loads libraries. With the agent's
   * classes on the stack it would fail if another agent grants these nothing; and a class whose
   * initialization has failed once stays unusable, for the application too. So it is done before
   * woven code calls the agent, or by the agent before main.
   */
  public static void prepare() {
    if (prepared) {
      return;
    }
    for (String name : new String[] {"Net", "IOUtil", "FileKey"}) {
      try {
        Class.forName("sun.nio.ch." + name, true, null);
      } catch (Throwable ignored) {
        // The natives will fail in their turn when they are called.
      }
    }
    prepared = true; // Last: until then no other thread may go on.
  }

  /** Lets only the agent pass: its loader grants it all rights, no application's policy does. */
  @SuppressWarnings({"deprecation", "removal"}) // deprecated since 17 (JEP 411)
  static void checkAgent() {
    SecurityManager manager = System.getSecurityManager();
    if (manager != null) {
      manager.checkPermission(new RuntimePermission("io.github.kaagent"));
    }
  }

  /** setsockopt(2) of an int. */
  public abstract void set(FileDescriptor fd, int level, int name, int value) throws IOException;

  /** getsockopt(2) of an int. */
  public abstract int get(FileDescriptor fd, int level, int name) throws IOException;

  /** getsockname(2); no look-up of a name. */
  public abstract InetSocketAddress local(FileDescriptor fd) throws IOException;

  /** getpeername(2); no look-up of a name. */
  public abstract InetSocketAddress remote(FileDescriptor fd) throws IOException;

  /** The descriptor's number, -1 if it has none. */
  public abstract int number(FileDescriptor fd);

  /** A FileDescriptor for a number, which is not closed when the object is collected. */
  public abstract FileDescriptor descriptor(int number);

  /**
   * An object whose equals identifies an open file: by device and inode (fstat(2)).
   *
   * @throws IOException if the descriptor is closed
   */
  public abstract Object identity(FileDescriptor fd) throws IOException;
}
