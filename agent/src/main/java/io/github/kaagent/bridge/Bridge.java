package io.github.kaagent.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;

/** Puts into java.base what woven code calls, and the classes by which the agent calls the JDK. */
public final class Bridge {

  /** In this order, since each refers to those before it. */
  private static final String[] CLASSES = {
    "java.net.KaAgentNatives",
    "java.net.KaAgentCalls",
    "java.net.KaAgentBridge",
    "java.net.KaAgentTransports",
  };

  private static volatile boolean isInPlace;

  private Bridge() {}

  /** Whether the bridge is in this JVM's java.base; in the JVM of a command it never is. */
  public static boolean isInPlace() {
    return isInPlace;
  }

  /**
   * Puts the bridge there, unless another thread or an agent that was since detached has done so.
   *
   * @throws Exception if this JDK's modules forbid it, or the agent's jar lacks it
   */
  public static void putInPlace(Instrumentation instrumentation) throws Exception {
    JavaBase.open(instrumentation, "java.net");
    for (String name : CLASSES) {
      try {
        JavaBase.define(bytes(name));
      } catch (LinkageError alreadyDefined) {
        Class.forName(name, false, null);
      }
    }
    isInPlace = true;
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Bridge.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      return bytes.toByteArray();
    }
  }
}
