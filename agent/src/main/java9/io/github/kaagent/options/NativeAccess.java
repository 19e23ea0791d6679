package io.github.kaagent.options;

import io.github.kaagent.hook.JavaBase;
import java.lang.instrument.Instrumentation;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Set;

/**
 * Leave to make native calls. JDK 24 and later warn, or with --illegal-native-access=deny refuse,
 * unless the module that loads a library and declares the native methods was granted access (JEP
 * 472). An agent's manifest can't ask for it (JDK-8335225), and all the class path's code counts as
 * one module: granting that would grant the application too. So jffi's packages, in the agent's own
 * class loader, become a named module, and that one is granted access by the method that the JDK
 * itself uses for --enable-native-access. It must happen before the first class of theirs loads.
 *
 * <p>Tried on JDK 24 and later only where something is to be done: 25 and 27.
 */
final class NativeAccess {
  private static final int FIRST_RESTRICTED = 24;
  private static final String INTERNALS = "jdk.internal.access";
  private static final Set<String> PACKAGES =
      Set.of("com.kenai.jffi", "com.kenai.jffi.internal", "io.github.kaagent.options.library");

  private NativeAccess() {}

  /**
   * Grants native access to jffi's packages of this class's loader, and to nothing else.
   *
   * @param instrumentation may be null
   * @return null if native calls can be made without a warning, or why not and what to set
   */
  static String grant(Instrumentation instrumentation) {
    if (Runtime.version().major() < FIRST_RESTRICTED) {
      return null;
    }
    String why = "no instrumentation";
    try {
      if (instrumentation != null) {
        grantToModuleOfItsOwn(instrumentation);
        return null;
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      why = e.toString();
    }
    return isGrantedToAll()
        ? null
        : "this JVM restricts native access (" + why + "); set --enable-native-access=ALL-UNNAMED";
  }

  private static void grantToModuleOfItsOwn(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    JavaBase.open(instrumentation, INTERNALS);
    Class<?> type = Class.forName(INTERNALS + ".JavaLangAccess");
    Method define =
        type.getMethod("defineModule", ClassLoader.class, ModuleDescriptor.class, URI.class);
    Method grant = type.getMethod("addEnableNativeAccess", Module.class);
    Object access =
        Class.forName(INTERNALS + ".SharedSecrets").getMethod("getJavaLangAccess").invoke(null);
    ModuleDescriptor descriptor =
        ModuleDescriptor.newOpenModule("io.github.kaagent.natives").packages(PACKAGES).build();
    ClassLoader loader = NativeAccess.class.getClassLoader();
    grant.invoke(access, define.invoke(access, loader, descriptor, null));
  }

  /** Whether the operator has granted it to the class path's code, which this class counts as. */
  private static boolean isGrantedToAll() {
    try {
      return (boolean)
          Module.class.getMethod("isNativeAccessEnabled").invoke(NativeAccess.class.getModule());
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
