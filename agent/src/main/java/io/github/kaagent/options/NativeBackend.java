package io.github.kaagent.options;

import io.github.kaagent.hook.JavaBase;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/** Native calls, made ready when one is first needed: that costs some 250 ms. */
public final class NativeBackend {

  private final Instrumentation instrumentation;
  private volatile NativeOptions opened;
  private volatile NativeUnavailable unavailable;
  private volatile boolean descriptorsAreOpen;

  /**
   * Native calls that are not ready yet.
   *
   * @param instrumentation opens packages of java.base, to find sockets' descriptors
   */
  public NativeBackend(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * The native way; tried once for a JVM.
   *
   * @throws NativeUnavailable each time, if it could not be opened the first time
   */
  public NativeOptions open() throws NativeUnavailable {
    NativeOptions known = opened;
    return known != null ? known : openFirst();
  }

  /**
   * The descriptor of a socket, found without loading anything native.
   *
   * @throws IOException if it has none: it is closed, or of the application's own make
   */
  int descriptor(Object socket) throws IOException {
    openDescriptors();
    return Descriptors.of(socket);
  }

  private void openDescriptors() {
    if (!descriptorsAreOpen) {
      JavaBase.open(instrumentation, "java.io", "java.net", "sun.nio.ch");
      descriptorsAreOpen = true;
    }
  }

  private synchronized NativeOptions openFirst() throws NativeUnavailable {
    if (unavailable != null) {
      throw unavailable;
    }
    if (opened == null) {
      try {
        openDescriptors();
        opened = NativeOptions.load(instrumentation);
      } catch (NativeUnavailable why) {
        unavailable = why;
        throw why;
      }
    }
    return opened;
  }

  /** Whether it has been opened. */
  public boolean isOpen() {
    return opened != null;
  }

  /** Why it could not be opened, in one line; null if it was, or was not needed. */
  public String failure() {
    return unavailable == null ? null : unavailable.getMessage();
  }
}
