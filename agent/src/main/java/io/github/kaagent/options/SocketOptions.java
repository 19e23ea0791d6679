package io.github.kaagent.options;

import io.github.kaagent.settings.Backend;
import java.io.IOException;
import java.net.SocketOption;

/**
 * How an option reaches the kernel: by the JDK's API where it has the option, else by a native call
 * on the socket's descriptor.
 */
public final class SocketOptions {

  private final boolean jdk;
  private final boolean nativeCalls;
  private final NativeBackend nativeBackend;

  /**
   * A way to the kernel.
   *
   * @param choice which ways are allowed
   * @param nativeBackend for what the JDK has no option for
   */
  public SocketOptions(Backend choice, NativeBackend nativeBackend) {
    this.jdk = choice != Backend.NATIVE;
    this.nativeCalls = choice != Backend.JDK;
    this.nativeBackend = nativeBackend;
  }

  /**
   * Sets one option with one system call, and without an allocation.
   *
   * @param socket a Socket or a NetworkChannel
   * @param value in the option's unit; see {@link Option}
   * @throws IOException if the kernel refuses it, or the socket is closed
   * @throws NativeUnavailable if only a native call could set it and there is none
   */
  public void set(Object socket, Option option, int value) throws IOException, NativeUnavailable {
    if (!jdk || !JdkOptions.set(socket, option, value)) {
      checkNative(option);
      int descriptor = nativeBackend.descriptor(socket);
      nativeBackend.open().set(descriptor, option, value);
    }
  }

  /**
   * Reads one of the timings as the kernel holds it.
   *
   * @param socket a Socket or a NetworkChannel
   * @param option IDLE, INTVL or CNT
   * @throws IOException if the socket is closed
   * @throws NativeUnavailable if only a native call could tell and there is none
   */
  public int get(Object socket, Option option) throws IOException, NativeUnavailable {
    Integer value = jdk ? JdkOptions.get(socket, option) : null;
    if (value != null) {
      return value;
    }
    checkNative(option);
    int descriptor = nativeBackend.descriptor(socket);
    return nativeBackend.open().get(descriptor, option);
  }

  private void checkNative(Option option) throws IOException {
    if (!nativeCalls) {
      throw new IOException("options=jdk, but the JDK has no option for " + option.symbol());
    }
  }

  /**
   * Which option of the agent's a SocketOption of the JDK's is.
   *
   * @return null if it is none of them
   */
  public static Option option(SocketOption<?> option) {
    return JdkOptions.of(option);
  }

  /**
   * Whether a value that a setter was given comes from {@link #set}.
   *
   * @param value the value
   */
  public static boolean isOwn(Object value) {
    return Own.is(value);
  }
}
