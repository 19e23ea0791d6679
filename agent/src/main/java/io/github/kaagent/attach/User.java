package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Whom a process runs as: its effective user and group. Immutable. */
final class User {

  private static final String ROOT = "0";

  /** Numbers; null where there is no /proc. */
  private final String uid;

  private final String gid;

  private User(String uid, String gid) {
    this.uid = uid;
    this.gid = gid;
  }

  /** That of a process, by its folder in /proc. */
  static User of(Path process) {
    return new User(effective(process, "Uid:"), effective(process, "Gid:"));
  }

  private static String effective(Path process, String key) {
    String all = TargetProcess.status(process, key);
    return all == null ? null : all.split("\t", -1)[1];
  }

  boolean isKnown() {
    return uid != null;
  }

  boolean isRoot() {
    return ROOT.equals(uid);
  }

  boolean hasUserOf(User other) {
    return String.valueOf(uid).equals(other.uid);
  }

  boolean isSame(User other) {
    return hasUserOf(other) && String.valueOf(gid).equals(other.gid);
  }

  /** The user, by name and number. */
  String name() {
    return name("/etc/passwd", uid);
  }

  /** The user and the group, by name and number. */
  String nameAndGroup() {
    return "user " + name() + " and group " + name("/etc/group", gid);
  }

  /** How root runs a command as this one. */
  String howToBecome() {
    return String.format(
        "as root, run \"setpriv --reuid %s --regid %s --clear-groups java -jar ...\"", uid, gid);
  }

  /**
   * By name and number; by number alone if the machine does not know the name, as with the users of
   * most containers.
   */
  private static String name(String file, String number) {
    try {
      for (String line : Files.readAllLines(Paths.get(file), StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && fields[2].equals(number)) {
          return fields[0] + " (" + number + ")";
        }
      }
    } catch (IOException unreadable) {
      // The number will do.
    }
    return String.valueOf(number);
  }
}
