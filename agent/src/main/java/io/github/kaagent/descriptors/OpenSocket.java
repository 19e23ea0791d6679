package io.github.kaagent.descriptors;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A TCP socket of this process, whoever opened it, in the state in which it was found. It may be
 * closed at any time after that.
 */
public final class OpenSocket {

  private static final int MISSING = -1;

  /** The descriptor. */
  public final FileDescriptor fd;

  /** The descriptor's number. */
  public final int number;

  /** The local address; no name look-up was made. */
  public final InetSocketAddress local;

  /** The remote address; no name look-up was made. Null if it has none. */
  public final InetSocketAddress remote;

  /** Whether it is a listener, which has no connection of its own. */
  public final boolean isListening;

  /** Whether it is waiting for the answer to its SYN. */
  public final boolean isConnecting;

  /** Whether its handshake is done. */
  public final boolean isConnected;

  private final Kernel kernel;

  /** A listener has no remote address. */
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
   * Identifies this socket by its equals, even if the number of its descriptor is reused.
   *
   * @throws IOException if it is closed by now
   */
  public Object identity() throws IOException {
    return kernel.identity(fd);
  }

  /**
   * Reads an option as the kernel holds it; 0 if the socket has no such option.
   *
   * @throws IOException if it is closed by now
   */
  public int get(Option option) throws IOException {
    return Math.max(0, read(option));
  }

  /**
   * Whether the socket has an option: only Linux has a user timeout, and MPTCP may lack it there.
   *
   * @throws IOException if it is closed by now
   */
  public boolean has(Option option) throws IOException {
    return option != Option.USER_TIMEOUT || read(option) != MISSING;
  }

  private int read(Option option) throws IOException {
    try {
      return kernel.get(fd, option);
    } catch (IOException e) {
      if (!kernel.has(option) || (option == Option.USER_TIMEOUT && kernel.isMptcp(fd))) {
        return MISSING;
      }
      throw e;
    }
  }
}
