package io.github.kaagent.attach;

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
 * Finds out whether the agent runs in a JVM, and in which version, and loads nothing into that JVM.
 *
 * <p>The JVM's command line does not tell: the agent does nothing in the JDK's own tools, does not
 * start if its arguments are wrong, and may be detached by now. An attached agent publishes its
 * version in the agent properties, and so does one on JDK 8 when it starts. Later JDKs keep that
 * place closed, and opening it at every start would cost too much: these JVMs are asked which
 * classes they have loaded (jcmd VM.class_hierarchy).
 */
public final class AgentInside {

  /** Stands for the version of a running agent if that isn't known. */
  private static final String UNKNOWN = "?";

  private static final String PREMAIN_CLASS = "io.github.kaagent.launch.Agent";

  /**
   * A class that an agent loads when it starts, and nothing else does. By its name: a literal of
   * the class would load it here, and this command would pass for a JVM with the agent.
   */
  static final String TRANSFORMER = "io.github.kaagent.weave.Transformer";

  private AgentInside() {}

  /** Whether the agent runs in a JVM; throws if the JVM does not answer. */
  public static boolean runs(TargetJvm jvm) throws AttachFailedException {
    return version(jvm) != null;
  }

  /** The agent's version; null if none runs there, "?" if one runs but its version isn't known. */
  public static String version(TargetJvm jvm) throws AttachFailedException {
    Properties properties = jvm.agentProperties();
    String published = properties.getProperty(Answer.VERSION);
    if (published != null) {
      return published.isEmpty() ? null : published;
    }
    String fromJar = versionOfJar(properties.getProperty("sun.jvm.args", ""), jvm.process);
    Boolean isLoaded = jvm.hasLoaded(TRANSFORMER);
    if (isLoaded == null) {
      return fromJar; // Not HotSpot: only the command line is left to go by.
    }
    return !isLoaded ? null : fromJar == null ? UNKNOWN : fromJar;
  }

  private static String versionOfJar(String options, TargetProcess process) {
    String[] agents = options.split("-javaagent:", -1);
    for (int i = 1; i < agents.length; i++) {
      // JAR=ARGUMENTS OPTION OPTION
      int dot = agents[i].indexOf(".jar");
      String jar = dot < 0 ? agents[i].split("[= ]", 2)[0] : agents[i].substring(0, dot + 4);
      String version = version(file(jar, process));
      if (version != null) {
        return version;
      }
    }
    return null;
  }

  private static String version(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      boolean isAgent = PREMAIN_CLASS.equals(main.getValue("Premain-Class"));
      return isAgent ? main.getValue(Attributes.Name.IMPLEMENTATION_VERSION) : null;
    } catch (IOException ignored) {
      return null; // The file is gone, or can't be read from here.
    }
  }

  /** The jar that the JVM has open under this name; by now another file may have the name. */
  private static Path file(String jar, TargetProcess process) {
    Path folder = process.folder.resolve("fd");
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
      for (Path descriptor : descriptors) {
        String file = Files.readSymbolicLink(descriptor).toString();
        if (file.equals(jar) || file.equals(jar + " (deleted)")) {
          return descriptor;
        }
      }
    } catch (IOException ignored) {
      // This command may not look, or the descriptor was closed meanwhile: the name has to do.
    }
    TargetRoot root = process.root();
    if (!root.isOpen()) {
      return Paths.get(jar);
    }
    boolean isAbsolute = jar.startsWith("/");
    Path base = isAbsolute ? root.folder : process.folder.resolve("cwd");
    return base.resolve(isAbsolute ? jar.substring(1) : jar);
  }
}
