package java.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandles;

/**
 * The natives of sun.nio.ch.Net that take any option of any descriptor, for the agent. It is in
 * java.base because {@code sun.nio.ch.KaAgentNet}, which has them, is.
 */
public abstract class KaAgentNatives {

  private static volatile KaAgentNatives offered;
  private static volatile boolean prepared;

  /** For sun.nio.ch.KaAgentNet. */
  protected KaAgentNatives() {}

  /**
   * Called by KaAgentNet's initializer, which spares a constructor by reflection.
   *
   * @param natives the first one stays
   */
  protected static void offer(KaAgentNatives natives) {
    if (offered == null) {
      offered = natives;
    }
  }

  /**
   * Gives sun.nio.ch.Net's natives, by a hidden nestmate of that class (JEP 371), which calls them
   * straight: a {@code Method.invoke} would make method handles on 18 and later (JEP 416), 0.2 to
   * 0.4 of a JVM's start. It must be made in here: a lookup from outside java.base may not.
   *
   * @param classFile that of sun.nio.ch.KaAgentNet, which {@link #offer offers} itself
   * @throws IllegalAccessException if this JDK's modules forbid it
   * @throws LinkageError if this JDK's Net is another than those of 15 to 27; before 15 there are
   *     no hidden classes
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
   * Initializes the classes whose natives the agent calls: they load libraries. With the agent's
   * classes below them on the stack, another agent that grants these nothing would make them fail;
   * and a class that has failed once fails the application for good. So woven code has it done
   * first, or the agent before main.
   */
  public static void prepare() {
    if (prepared) {
      return;
    }
    for (String name : new String[] {"Net", "IOUtil", "FileKey"}) {
      try {
        Class.forName("sun.nio.ch." + name, true, null);
      } catch (Throwable ignored) {
        // The natives say so themselves when they are called.
      }
    }
    prepared = true; // Last: another thread would go on without.
  }

  /** The agent's class loader grants its classes everything; an application's policy does not. */
  @SuppressWarnings({"deprecation", "removal"}) // not so on 8 to 16
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

  /** The descriptor's number, -1 for none. */
  public abstract int number(FileDescriptor fd);

  /** A descriptor of a number; it closes nothing when it is garbage. */
  public abstract FileDescriptor descriptor(int number);

  /**
   * What tells an open file from any other, by its equals: device and inode (fstat(2)).
   *
   * @throws IOException if the descriptor is closed
   */
  public abstract Object identity(FileDescriptor fd) throws IOException;
}
