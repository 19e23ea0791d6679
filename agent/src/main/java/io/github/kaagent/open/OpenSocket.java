package io.github.kaagent.open;

import io.github.kaagent.options.NativeOptions;
import io.github.kaagent.options.Option;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A TCP socket of this process, whoever opened it, as it was when it was looked at. It may be
 * closed at any time after.
 */
public final class OpenSocket {
  private final NativeOptions options;
  private final int fd;
  private final long identity;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final boolean listening;

  OpenSocket(
      NativeOptions options,
      int fd,
      long identity,
      InetSocketAddress local,
      InetSocketAddress remote,
      boolean listening) {
    this.options = options;
    this.fd = fd;
    this.identity = identity;
    this.local = local;
    this.remote = remote;
    this.listening = listening;
  }

  /** The descriptor. */
  public int fd() {
    return fd;
  }

  /** What tells it from any other socket that had or will have the same descriptor. */
  public long identity() {
    return identity;
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
  public boolean listening() {
    return listening;
  }

  /** Whether it has another end. */
  public boolean connected() {
    return remote != null;
  }

  /**
   * Reads an option as the kernel holds it.
   *
   * @throws IOException if it is closed by now, or has no such option
   */
  public int get(Option option) throws IOException {
    return options.get(fd, option);
  }

  /**
   * Sets an option.
   *
   * @throws IOException if it is closed by now, or the kernel refuses the value
   */
  public void set(Option option, int value) throws IOException {
    options.set(fd, option, value);
  }

  @Override
  public String toString() {
    return fd + " " + local + (listening ? " listening" : " -> " + remote);
  }
}
