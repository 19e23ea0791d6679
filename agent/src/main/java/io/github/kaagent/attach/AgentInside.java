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
    String[] agents = options.split("-javaagent:", -1);
    for (int i = 1; i < agents.length; i++) {
      // JAR=ARGUMENTS OPTION OPTION
      int end = agents[i].indexOf(".jar") + ".jar".length();
      boolean isJar = agents[i].contains(".jar");
      String jar = isJar ? agents[i].substring(0, end) : agents[i].split("[= ]", 2)[0];
      String version = version(file(jar, process));
      if (version != null) {
        return version;
      }
    }
    return null;
  }

  private static String version(Path jar) {
    try (JarFile opened = new JarFile(jar.toFile(), false)) {
      Manifest manifest = opened.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      boolean isAgent = ENTRANCE.equals(main.getValue("Premain-Class"));
      return isAgent ? main.getValue(Attributes.Name.IMPLEMENTATION_VERSION) : null;
    } catch (IOException ignored) {
      return null; // It is gone, or not to be seen from here.
    }
  }

  /** The jar that the JVM has open under a name, for another may be there since. */
  private static Path file(String jar, TargetProcess process) {
    Path open = process.folder.resolve("fd");
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(open)) {
      for (Path descriptor : descriptors) {
        String file = Files.readSymbolicLink(descriptor).toString();
        if (file.equals(jar) || file.equals(jar + " (deleted)")) {
          return descriptor;
        }
      }
    } catch (IOException ignored) {
      // Not for this command to see, or closed meanwhile: the name has to do.
    }
    TargetRoot root = process.root();
    if (!root.isOpen()) {
      return Paths.get(jar);
    }
    boolean isAbsolute = jar.startsWith("/");
    Path from = isAbsolute ? root.folder : process.folder.resolve("cwd");
    return from.resolve(isAbsolute ? jar.substring(1) : jar);
  }
}
