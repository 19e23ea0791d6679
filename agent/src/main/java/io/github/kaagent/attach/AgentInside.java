package io.github.kaagent.attach;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Which version of the agent runs in a JVM, told from outside, without loading anything there. */
public final class AgentInside {

  private static final String OPTION = "-javaagent:";
  private static final String ENTRANCE = "io.github.kaagent.launch.Agent";

  private AgentInside() {}

  /**
   * The version.
   *
   * @param properties the JVM's agent properties
   * @return null if no agent runs there
   */
  public static String version(Properties properties, TargetProcess process) {
    String attached = properties.getProperty(Answer.VERSION);
    if (attached != null) {
      return attached.isEmpty() ? null : attached;
    }
    String options = properties.getProperty("sun.jvm.args", "");
    for (int at = options.indexOf(OPTION); at >= 0; at = options.indexOf(OPTION, at + 1)) {
      String version = version(jar(options.substring(at + OPTION.length())), process);
      if (version != null) {
        return version;
      }
    }
    return null;
  }

  /** The jar of {@code JAR=ARGUMENTS OPTION OPTION}. */
  private static String jar(String text) {
    int end = text.indexOf(".jar");
    return end < 0 ? text.split("[= ]", 2)[0] : text.substring(0, end + ".jar".length());
  }

  private static String version(String jar, TargetProcess process) {
    try (JarFile file = new JarFile(seenFromHere(jar, process), false)) {
      Manifest manifest = file.getManifest();
      Attributes attributes = manifest == null ? null : manifest.getMainAttributes();
      return attributes != null && ENTRANCE.equals(attributes.getValue("Premain-Class"))
          ? attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION)
          : null;
    } catch (IOException notReadable) {
      return null;
    }
  }

  private static File seenFromHere(String jar, TargetProcess process) {
    Path root = process.root();
    if (root == null) {
      return new File(jar);
    }
    return jar.startsWith("/")
        ? root.resolve(jar.substring(1)).toFile()
        : root.resolveSibling("cwd").resolve(jar).toFile();
  }
}
