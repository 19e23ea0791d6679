package io.github.kaagent.cli;

import io.github.kaagent.weave.Priming;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code prime [DIR]}: weaves this JDK's classes ahead of time. A JVM with the agent loads them,
 * for only there are they exactly what the next one will hand over.
 */
final class Prime {

  /** The hidden command that the JVM with the agent runs. */
  static final String CHILD = "prime-load";

  private static final String LOADED = "loaded ";

  private Prime() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err) throws CommandException {
    if (arguments.size() > 1) {
      throw CommandException.wrong("prime takes one directory, or none: prime [DIR]");
    }
    boolean beside = arguments.isEmpty();
    File directory =
        (beside ? Priming.besideTheJar() : new File(arguments.get(0))).getAbsoluteFile();
    try {
      if (beside) {
        refuseWhatWouldNotBeRead();
      }
      File folder = Priming.folder(directory);
      make(directory, folder);
      forget(folder);
      List<String> classes = new ArrayList<>();
      List<String> complaints = load(directory, classes);
      List<String> absent = absent(folder, classes);
      if (!absent.isEmpty() || classes.isEmpty()) {
        throw CommandException.failed(
            directory + " is not primed" + why(complaints) + "; " + remedy(beside));
      }
      for (String name : classes) {
        out.println("woven " + name);
      }
      out.println(
          "for JDK "
              + System.getProperty("java.version")
              + " in "
              + folder
              + (beside ? "" : "; used with " + use(directory)));
      return Command.DONE;
    } catch (IOException e) {
      throw CommandException.failed(e.getMessage() + "; " + remedy(beside));
    }
  }

  /** Nobody but its owner is to write it, or it would not be read. */
  private static void make(File directory, File folder) throws IOException {
    String why = Unwritable.directory(folder);
    if (why != null) {
      throw new IOException(directory + " can't be primed: " + why);
    }
    if (!directory.isDirectory()) {
      if (!directory.mkdirs()) {
        throw new IOException(directory + " can't be made");
      }
      if (!directory.setWritable(false, false) || !directory.setWritable(true, true)) {
        throw new IOException(directory + ": its mode can't be set");
      }
    }
  }

  private static String remedy(boolean beside) {
    return beside
        ? "prime a directory of your own, prime DIR, and use it with cache=DIR"
        : "name a directory that is yours alone";
  }

  /** The agent's line, without when it was said and of which file. */
  private static String why(List<String> complaints) {
    if (complaints.isEmpty()) {
      return "";
    }
    String line = complaints.get(0);
    return ": " + line.substring(line.lastIndexOf(": ") + 1).trim();
  }

  /** In arguments a comma ends a value, in a file it doesn't. */
  private static String use(File directory) {
    return directory.getPath().indexOf(',') < 0
        ? "cache=" + directory
        : "the line cache = " + directory + " in a config file";
  }

  private static void refuseWhatWouldNotBeRead() throws IOException, CommandException {
    String unreadable = Priming.unreadable();
    if (unreadable != null) {
      throw CommandException.failed(
          unreadable
              + ", so nothing beside it that this user writes is read; run it as its owner, or "
              + remedy(true));
    }
  }

  /** Else what is there and is right would be read, and nothing would be written anew. */
  private static void forget(File folder) throws IOException {
    File[] files = folder.listFiles();
    for (File file : files == null ? new File[0] : files) {
      if (!file.delete()) {
        throw new IOException(file + " can't be removed");
      }
    }
  }

  /** Returns what the agent has to say, without its name. */
  private static List<String> load(File directory, List<String> classes) throws IOException {
    String jar = Priming.jar().getPath();
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    // In the directory itself: a comma in its name would end the argument.
    ProcessBuilder child =
        new ProcessBuilder(java, "-javaagent:" + jar + "=cache=.", "-jar", jar, CHILD);
    child.directory(directory).redirectErrorStream(true);
    child
        .environment()
        .keySet()
        .removeAll(
            Arrays.asList(
                "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "KA_AGENT_OPTS"));
    List<String> complaints = new ArrayList<>();
    Process process = child.start();
    process.getOutputStream().close();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(LOADED)) {
          classes.add(line.substring(LOADED.length()));
        } else {
          complaints.add(line);
        }
      }
    }
    return complaints;
  }

  private static List<String> absent(File folder, List<String> classes) {
    List<String> absent = new ArrayList<>();
    for (String name : classes) {
      if (!new File(folder, name).isFile()) {
        absent.add(name);
      }
    }
    return absent;
  }

  /** In the JVM with the agent. */
  static int child(PrintStream out) {
    for (String name : Priming.load()) {
      out.println(LOADED + name);
    }
    return Command.DONE;
  }
}
