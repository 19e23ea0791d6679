package io.github.kaagent.weave;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What {@code prime} needs to know of the cache. */
public final class Priming {

  private Priming() {}

  /** The directory beside the jar that {@code cache=auto} reads. */
  public static File besideTheJar() {
    return Cache.besides(Cache.jar());
  }

  /** The jar of the agent. */
  public static File jar() {
    return Cache.jar();
  }

  /** The folder in a cache's directory that this JDK's classes are in, a file a class. */
  public static File folder(File directory) {
    return new File(directory, Cache.jdk());
  }

  /**
   * Loads the classes that are woven, and does not initialize them: under the agent, with a cache
   * that is written, this is what fills it.
   *
   * @return the names of those that this JDK has
   */
  public static List<String> load() {
    List<String> loaded = new ArrayList<>();
    for (String className : WovenClasses.OF_THE_JDK) {
      String name = className.replace('/', '.');
      if (load(name)) {
        loaded.add(name);
      }
    }
    return loaded;
  }

  private static boolean load(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException notInThisJdk) {
      return false;
    }
  }

  /**
   * Why {@code cache=auto} would not read what this process writes.
   *
   * @return null if it would
   * @throws IOException if there is no telling; the message says why
   */
  public static String unreadable() throws IOException {
    String looser = WriteAccess.of(Cache.jar()).looser(WriteAccess.ofThisUser());
    return looser == null ? null : "the jar belongs to another user";
  }
}
