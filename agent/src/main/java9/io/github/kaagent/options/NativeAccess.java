package io.github.kaagent.options;

import io.github.kaagent.hook.JavaBase;
import java.lang.instrument.Instrumentation;
import java.lang.module.ModuleDescriptor;
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
    Module own = NativeAccess.class.getModule();
    try {
      if ((boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(own)) {
        return null;
      }
      if (instrumentation == null) {
        return denied("no instrumentation");
      }
      grantToModuleOfItsOwn(instrumentation);
      return null;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return denied(e.toString());
    }
  }

  private static void grantToModuleOfItsOwn(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    String internals = "jdk.internal.access";
    JavaBase.open(instrumentation, internals);
    Object access =
        Class.forName(internals + ".SharedSecrets").getMethod("getJavaLangAccess").invoke(null);
    Class<?> type = Class.forName(internals + ".JavaLangAccess");
    ModuleDescriptor descriptor =
        ModuleDescriptor.newOpenModule("io.github.kaagent.natives").packages(PACKAGES).build();
    Module natives =
        (Module)
            type.getMethod("defineModule", ClassLoader.class, ModuleDescriptor.class, URI.class)
                .invoke(access, NativeAccess.class.getClassLoader(), descriptor, null);
    type.getMethod("addEnableNativeAccess", Module.class).invoke(access, natives);
  }

  private static String denied(String why) {
    return "this JVM restricts native access (" + why + "); set --enable-native-access=ALL-UNNAMED";
  }
}
