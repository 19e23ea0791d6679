package io.github.kaagent.bridge;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Defines classes in java.base, and opens packages of java.base to the agent. This is the variant
 * for JDK 9 and later, which uses no internals: Unsafe.defineClass was removed in JDK 11, and what
 * was left of it in 26 (raphw/byte-buddy#1915).
 */
public final class JavaBase {

  private JavaBase() {}

  /**
   * Defines a class in java.base, with the boot class loader. Package java.net must be opened
   * before.
   *
   * @param bytes of a class in package java.net
   * @throws LinkageError if the class is defined already
   */
  public static void define(byte[] bytes) throws IllegalAccessException {
    MethodHandles.privateLookupIn(URL.class, MethodHandles.lookup()).defineClass(bytes);
  }

  /** The JDK's feature version; asks no property, which the application may change. */
  public static int feature() {
    return Runtime.version().major();
  }

  /** Opens packages of java.base to the agent, and to nobody else, for reflection. */
  public static void open(Instrumentation instrumentation, String... packages) {
    Set<Module> agent = Collections.singleton(JavaBase.class.getModule());
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : packages) {
      opens.put(name, agent);
    }
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.emptySet(),
        Collections.emptyMap(),
        opens,
        Collections.emptySet(),
        Collections.emptyMap());
  }
}
