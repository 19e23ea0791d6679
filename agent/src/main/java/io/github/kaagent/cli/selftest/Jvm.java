package io.github.kaagent.cli.selftest;

import java.io.File;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** The JVM that runs this, started once more: with the agent, as one variant. */
final class Jvm {

  private final String arguments;
  private final Variant variant;

  /** With these arguments for the agent. */
  Jvm(String arguments, Variant variant) {
    this.arguments = arguments;
    this.variant = variant;
  }

  /** The command line that runs {@code selftest} with these options in it. */
  List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-javaagent:" + jar() + (arguments.isEmpty() ? "" : "=" + arguments));
    command.add("-Djava.rmi.server.hostname=" + variant.host());
    if (!variant.option.isEmpty()) {
      command.add(variant.option);
    }
    if (feature() >= 9) {
      command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"); // to read options back
    }
    command.add("-cp");
    command.add(jar());
    command.add("io.github.kaagent.launch.Main");
    command.add("selftest");
    for (String option : options) {
      command.add(option);
    }
    command.add(Selftest.VARIANT + variant.name());
    command.add(arguments);
    return command;
  }

  /** 8, 11, 17, ... */
  static int feature() {
    String version = System.getProperty("java.specification.version");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  private static String jar() {
    try {
      return new File(Jvm.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
