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

  /** What a socket was doing. */
  enum State {
    LISTENING,
    CONNECTING,
    CONNECTED
  }

  private final Kernel kernel;
  private final FileDescriptor fd;
  private final int number;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final State state;

  OpenSocket(
      Kernel kernel,
      FileDescriptor fd,
      int number,
      InetSocketAddress local,
      InetSocketAddress remote,
      State state) {
    this.kernel = kernel;
    this.fd = fd;
    this.number = number;
    this.local = local;
    this.remote = remote;
    this.state = state;
  }

  /** The descriptor. */
  public FileDescriptor fd() {
    return fd;
  }

  /** The descriptor's number. */
  public int number() {
    return number;
  }

  /**
   * What tells it from any other socket that had or will have the same number, by its equals.
   *
   * @throws IOException if it is closed by now
   */
  public Object identity() throws IOException {
    return kernel.identity(fd);
  }

  /** The address of this end; its name was not looked up. */
  public InetSocketAddress local() {
    return local;
  }

  /** The address of the other end, its name not looked up; null if it has none. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** Whether it waits for connections and has none of its own. */
  public boolean isListening() {
    return state == State.LISTENING;
  }

  /** Whether its handshake is still to be answered. */
  public boolean isConnecting() {
    return state == State.CONNECTING;
  }

  /** Whether its handshake is done. */
  public boolean isConnected() {
    return state == State.CONNECTED;
  }

  /**
   * Reads an option as the kernel holds it, 0 for one that it lacks.
   *
   * @throws IOException if it is closed by now
   */
  public int get(Option option) throws IOException {
    return has(option) ? kernel.get(fd, option) : 0;
  }

  /**
   * Whether it has an option at all: only Linux has a user timeout, and MPTCP may have none there.
   *
   * @throws IOException if it is closed by now
   */
  public boolean has(Option option) throws IOException {
    if (option != Option.USER_TIMEOUT) {
      return true;
    }
    try {
      kernel.get(fd, option);
      return true;
    } catch (IOException e) {
      if (kernel.has(option) && !kernel.isMptcp(fd)) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public String toString() {
    return number + " " + local + (isListening() ? " listening" : " -> " + remote);
  }
}
