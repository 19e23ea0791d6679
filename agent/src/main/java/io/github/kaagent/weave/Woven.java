package io.github.kaagent.weave;

import java.util.List;

/** What became of a class. */
final class Woven {

  /** The class file to use; empty where nothing was woven and the original is to be used. */
  final byte[] classFile;

  /** The methods that were found, as {@link JoinPoint#toString} has them. */
  final List<String> present;

  /** The methods that this JDK ought to have and does not. */
  final List<String> missing;

  Woven(byte[] classFile, List<String> present, List<String> missing) {
    this.classFile = classFile;
    this.present = present;
    this.missing = missing;
  }
}
