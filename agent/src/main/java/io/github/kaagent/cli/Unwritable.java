package io.github.kaagent.cli;

import java.io.File;

/** Why this user can't write somewhere, told before anything is tried. */
final class Unwritable {

  private Unwritable() {}

  /** Why no files can be made in a directory, which need not be there yet; null if they can. */
  static String directory(File directory) {
    File there = directory.getAbsoluteFile();
    while (!there.exists() && there.getParentFile() != null) {
      there = there.getParentFile();
    }
    if (!there.isDirectory()) {
      return there + " is no directory";
    }
    return there.canWrite() && there.canExecute() ? null : refused(there);
  }

  /** Why a file can't be written, which need not be there yet; null if it can. */
  static String file(File file) {
    if (file.isDirectory()) {
      return file + " is a directory";
    }
    if (file.exists()) {
      return file.canWrite() ? null : refused(file);
    }
    return directory(file.getAbsoluteFile().getParentFile());
  }

  private static String refused(File file) {
    return "user " + System.getProperty("user.name") + " can't write " + file;
  }
}
