package io.github.kaagent.descriptors;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A TCP socket of this process, whoever opened it, as it was when it was looked at. It may be
 * closed at any time after.
 */
public final class OpenSocket {

  private static final int LACKS = -1;

  /** The descriptor. */
  public final FileDescriptor fd;

  /** The descriptor's number. */
  public final int number;

  /** The address of this end; its name was not looked up. */
  public final InetSocketAddress local;

  /** The address of the other end, its name not looked up; null if it has none. */
  public final InetSocketAddress remote;

  /** Whether it waits for connections and has none of its own. */
  public final boolean isListening;

  /** Whether its handshake is still to be answered. */
  public final boolean isConnecting;

  /** Whether its handshake is done. */
  public final boolean isConnected;

  private final Kernel kernel;

  /** One that listens has no remote end. */
  OpenSocket(Kernel kernel, int number, InetSocketAddress remote, boolean isConnecting)
      throws IOException {
    this.kernel = kernel;
    this.number = number;
    this.remote = remote;
    this.isConnecting = isConnecting;
    isListening = remote == null;
    isConnected = !isListening && !isConnecting;
    fd = kernel.descriptor(number);
    local = kernel.local(fd);
  }

  /**
   * What tells it from any other socket that had or will have the same number, by its equals.
   *
   * @throws IOException if it is closed by now
   */
  public Object identity() throws IOException {
    return kernel.identity(fd);
  }

  /**
   * Reads an option as the kernel holds it, 0 for one that it lacks.
   *
   * @throws IOException if it is closed by now
   */
  public int get(Option option) throws IOException {
    return Math.max(0, ask(option));
  }

  /**
   * Whether it has an option at all: only Linux has a user timeout, and MPTCP may have none there.
   *
   * @throws IOException if it is closed by now
   */
  public boolean has(Option option) throws IOException {
    return option != Option.USER_TIMEOUT || ask(option) != LACKS; // MPTCP has all others
  }

  private int ask(Option option) throws IOException {
    try {
      return kernel.get(fd, option);
    } catch (IOException e) {
      if (!kernel.has(option) || (option == Option.USER_TIMEOUT && kernel.isMptcp(fd))) {
        return LACKS;
      }
      throw e;
    }
  }
}
