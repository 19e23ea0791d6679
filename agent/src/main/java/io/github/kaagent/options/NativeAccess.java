package io.github.kaagent.options;

import io.github.kaagent.bridge.Bridge;
import io.github.kaagent.bridge.JavaBase;
import io.github.kaagent.settings.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.KaAgentNatives;

/** The natives in use, the option numbers they take and a description; or why there are none. */
final class NativeAccess {

  private static final int FIRST_WITH_HIDDEN_CLASSES = 15; // JEP 371
  private static final String NESTMATE = "sun/nio/ch/KaAgentNet.class";

  final Natives natives;
  final OptionNumbers numbers;
  final String words;

  /** Why there are no natives; the message says it in one line. Null if there are. */
  final IOException unavailable;

  private NativeAccess(
      Natives natives, OptionNumbers numbers, String words, IOException unavailable) {
    this.natives = natives;
    this.numbers = numbers;
    this.words = words;
    this.unavailable = unavailable;
  }

  /**
   * Finds the natives.
   *
   * @param choice which natives may be used
   * @param instrumentation opens packages of java.base to the agent; null where they are open
   */
  static NativeAccess find(Backend choice, Instrumentation instrumentation) {
    try {
      OptionNumbers numbers = OptionNumbers.of(os(), String.valueOf(System.getProperty("os.arch")));
      String words = "jnr-ffi";
      if (choice != Backend.NATIVE) {
        try {
          return new NativeAccess(jdkNatives(instrumentation), numbers, "the JDK's natives", null);
        } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError why) {
          if (choice == Backend.JDK) {
            throw new IOException(
                "this JDK's natives can't be called (" + why + "); set options=auto");
          }
          words = "jnr-ffi, for want of the JDK's: " + why;
        }
      }
      open("java.io", instrumentation);
      return new NativeAccess(new JnrNatives(numbers), numbers, words, null);
    } catch (IOException why) {
      return new NativeAccess(null, null, "unavailable: " + why.getMessage(), why);
    }
  }

  /**
   * The name of the platform. If os.name is not Linux, the JDK itself is asked, because an
   * application may set that property: with the numbers of Windows the agent would set TCP_CORK (3
   * on Linux) in place of TCP_KEEPIDLE.
   */
  private static String os() {
    String name = String.valueOf(System.getProperty("os.name"));
    try {
      if (!name.equals("Linux")) {
        Class.forName("sun.nio.ch.EPoll", false, null); // only in the JDK for Linux, 8 to 27
        return "Linux";
      }
    } catch (ClassNotFoundException ignored) {
      // Another platform, as the property says.
    }
    return name;
  }

  private static void open(String packageName, Instrumentation instrumentation) {
    if (instrumentation != null) {
      JavaBase.open(instrumentation, packageName);
    }
  }

  private static Natives jdkNatives(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    if (!Bridge.isInPlace() || JavaBase.feature() < FIRST_WITH_HIDDEN_CLASSES) {
      open("sun.nio.ch", instrumentation);
      return new JdkNatives(); // before 15, or one of the agent's own commands
    }
    try (InputStream in = NativeAccess.class.getClassLoader().getResourceAsStream(NESTMATE)) {
      byte[] classFile = new byte[in.available()];
      if (in.read(classFile) != classFile.length) {
        throw new IOException("the agent's jar lacks " + NESTMATE);
      }
      return new NestmateNatives(KaAgentNatives.of(classFile));
    }
  }
}
