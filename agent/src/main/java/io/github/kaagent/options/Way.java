package io.github.kaagent.options;

import io.github.kaagent.bridge.Bridge;
import io.github.kaagent.bridge.JavaBase;
import io.github.kaagent.settings.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.KaAgentNatives;

/** A way to the kernel: natives, the numbers that they take, and what they are, in words. */
final class Way {

  private static final int FIRST_WITH_HIDDEN_CLASSES = 15; // JEP 371
  private static final String NESTMATE = "sun/nio/ch/KaAgentNet.class";

  final Natives natives;
  final OptionNumbers numbers;
  final String words;

  private Way(Natives natives, OptionNumbers numbers, String words) {
    this.natives = natives;
    this.numbers = numbers;
    this.words = words;
  }

  /**
   * Finds one.
   *
   * @param choice which natives may be used
   * @param instrumentation opens packages of java.base to the agent; null where they are open
   * @throws IOException if there is none; the message says why in one line
   */
  static Way find(Backend choice, Instrumentation instrumentation) throws IOException {
    String os = System.getProperty("os.name");
    String architecture = System.getProperty("os.arch");
    OptionNumbers numbers = OptionNumbers.of(os, architecture);
    if (numbers == null) {
      throw new IOException(
          "the numbers of the socket options on " + os + " " + architecture + " are not known");
    }
    String words = "jnr-ffi";
    if (choice != Backend.NATIVE) {
      try {
        return new Way(ofTheJdk(instrumentation), numbers, "the JDK's natives");
      } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError why) {
        if (choice == Backend.JDK) {
          throw new IOException(
              "this JDK's natives can't be called (" + why + "); set options=auto");
        }
        words = "jnr-ffi, for want of the JDK's: " + why;
      }
    }
    open("java.io", instrumentation);
    return new Way(new JnrNatives(numbers), numbers, words);
  }

  /** What its platform calls an option. */
  int name(Option option) throws IOException {
    int name = numbers.name(option);
    if (name == OptionNumbers.NONE) {
      throw new IOException("this platform has no " + option.symbol());
    }
    return name;
  }

  private static void open(String internals, Instrumentation instrumentation) {
    if (instrumentation != null) {
      JavaBase.open(instrumentation, internals);
    }
  }

  private static Natives ofTheJdk(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    String version = System.getProperty("java.specification.version");
    boolean hasHiddenClasses =
        !version.startsWith("1.") && Integer.parseInt(version) >= FIRST_WITH_HIDDEN_CLASSES;
    if (!hasHiddenClasses || !Bridge.isInPlace()) {
      open("sun.nio.ch", instrumentation);
      return new JdkNatives(); // before 15, or one of the agent's own commands
    }
    try (InputStream in = Way.class.getClassLoader().getResourceAsStream(NESTMATE)) {
      byte[] classFile = new byte[in.available()];
      if (in.read(classFile) != classFile.length) {
        throw new IOException("the agent's jar lacks " + NESTMATE);
      }
      return new NestmateNatives(KaAgentNatives.of(classFile));
    }
  }
}
