package io.github.kaagent.bridge;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;

/**
 * Defines classes in java.base, and opens packages of java.base to the agent. This is the variant
 * for JDK 8; that for later JDKs is in src/main/java9.
 */
public final class JavaBase {

  private JavaBase() {}

  /**
   * Defines a class with the boot class loader.
   *
   * @param bytes of a class in package java.net
   * @throws LinkageError if the class is defined already
   */
  public static void define(byte[] bytes) throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field theUnsafe = unsafe.getDeclaredField("theUnsafe");
    theUnsafe.setAccessible(true);
    try {
      unsafe
          .getMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ClassLoader.class,
              ProtectionDomain.class)
          .invoke(theUnsafe.get(null), null, bytes, 0, bytes.length, null, null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LinkageError) {
        throw (LinkageError) e.getCause();
      }
      throw e;
    }
  }

  /** The JDK's feature version; asks no property, which the application may change. */
  public static int feature() {
    return 8;
  }

  /** Opens packages of java.base to the agent for reflection; on 8 nothing is closed. */
  public static void open(Instrumentation instrumentation, String... packages) {}
}
