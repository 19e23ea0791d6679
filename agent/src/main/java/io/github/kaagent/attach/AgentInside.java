package io.github.kaagent.attach;

import io.github.kaagent.weave.Transformer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Whether the agent runs in a JVM, and its version, told from outside, without loading anything
 * there.
 *
 * <p>The command line does not tell whether it runs: a tool of the JDK declines the agent, one
 * whose arguments are wrong does not start, and it may have left since. An agent that has been
 * attached says so in the agent properties, as does one on JDK 8 from its start. Later JDKs keep
 * that place closed, and to open it at every start would cost too much: they are asked which
 * classes they have loaded (jcmd VM.class_hierarchy).
 */
public final class AgentInside {

  /** The version of an agent of which it can't be told. */
  private static final String UNKNOWN = "?";

  private static final String OPTION = "-javaagent:";
  private static final String ENTRANCE = "io.github.kaagent.launch.Agent";

  private AgentInside() {}

  /** Whether it runs; an exception if the JVM does not answer. */
  public static boolean runs(TargetJvm jvm) throws AttachFailedException {
    return version(jvm) != null;
  }

  /** Its version; null if no agent runs there, "?" if one does whose version can't be told. */
  public static String version(TargetJvm jvm) throws AttachFailedException {
    Properties properties = jvm.agentProperties();
    String told = properties.getProperty(Answer.VERSION);
    if (told != null) {
      return told.isEmpty() ? null : told;
    }
    String named = versionOfJar(properties.getProperty("sun.jvm.args", ""), jvm.process);
    // Made by an agent when it starts, and by nothing else.
    Boolean isLoaded = jvm.hasLoaded(Transformer.class.getName());
    if (isLoaded == null) {
      return named; // another JVM than HotSpot
    }
    return !isLoaded ? null : named == null ? UNKNOWN : named;
  }

  private static String versionOfJar(String options, TargetProcess process) {
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
    Path open = open(jar, process);
    Path file = open == null ? named(jar, process) : open;
    try (JarFile opened = new JarFile(file.toFile(), false)) {
      Manifest manifest = opened.getManifest();
      Attributes attributes = manifest == null ? null : manifest.getMainAttributes();
      return attributes != null && ENTRANCE.equals(attributes.getValue("Premain-Class"))
          ? attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION)
          : null;
    } catch (IOException ignored) {
      return null; // It is gone, or not to be seen from here.
    }
  }

  /** The jar that the JVM has open under a name, for another may be there since; null if none. */
  private static Path open(String jar, TargetProcess process) {
    try (DirectoryStream<Path> descriptors =
        Files.newDirectoryStream(process.folder.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String file = Files.readSymbolicLink(descriptor).toString();
        if (file.equals(jar) || file.equals(jar + " (deleted)")) {
          return descriptor;
        }
      }
    } catch (IOException ignored) {
      // Not for this command to see, or closed meanwhile: the name has to do.
    }
    return null;
  }

  private static Path named(String jar, TargetProcess process) {
    TargetRoot root = process.root();
    if (!root.isOpen()) {
      return Paths.get(jar);
    }
    boolean isAbsolute = jar.startsWith("/");
    Path from = isAbsolute ? root.folder : process.folder.resolve("cwd");
    return from.resolve(isAbsolute ? jar.substring(1) : jar);
  }
}
