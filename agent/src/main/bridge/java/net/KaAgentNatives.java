package java.net;

import java.io.FileDescriptor;
import java.io.IOException;

/**
 * The natives of sun.nio.ch.Net that take any option of any descriptor, for the agent. It is in
 * java.base because {@code sun.nio.ch.KaAgentNet}, which has them, is.
 */
public abstract class KaAgentNatives {

  private static volatile KaAgentNatives offered;

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

  static KaAgentNatives offered() {
    return offered;
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
