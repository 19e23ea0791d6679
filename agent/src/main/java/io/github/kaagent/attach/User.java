package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Objects;

/** The effective user and group of a process. Immutable. */
final class User {

  // Numeric ids; null where there is no /proc.
  private final String uid;
  private final String gid;

  User(TargetProcess process) {
    uid = effective(process.status("Uid:"));
    gid = effective(process.status("Gid:"));
  }

  private static String effective(String all) {
    return all == null ? null : all.split("\t", -1)[1];
  }

  boolean isRoot() {
    return "0".equals(uid);
  }

  boolean hasUserOf(User other) {
    return Objects.equals(uid, other.uid);
  }

  boolean isSame(User other) {
    return hasUserOf(other) && Objects.equals(gid, other.gid);
  }

  /** The user, by name and number. */
  String name() {
    return name("/etc/passwd", uid);
  }

  /** The user and the group, by name and number. */
  String nameAndGroup() {
    return "user " + name() + " and group " + name("/etc/group", gid);
  }

  /** How root can run a command as this user and group. */
  String howToBecome() {
    String ids = "--reuid " + uid + " --regid " + gid;
    return "as root, run \"setpriv " + ids + " --clear-groups java -jar ...\"";
  }

  /** Only the number if this machine has no name for it, as with the users of most containers. */
  private static String name(String file, String number) {
    try {
      for (String line : Files.readAllLines(Paths.get(file), StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && fields[2].equals(number)) {
          return fields[0] + " (" + number + ")";
        }
      }
    } catch (IOException ignored) {
      // The number will do.
    }
    return String.valueOf(number);
  }
}
