package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** Users of this machine. */
final class User {

  private User() {}

  /**
   * A user by name and number; by number alone if the machine does not know the name, as with the
   * users of most containers.
   */
  static String of(String uid) {
    try {
      for (String line :
          Files.readAllLines(Paths.get("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && fields[2].equals(uid)) {
          return fields[0] + " (" + uid + ")";
        }
      }
    } catch (IOException unreadable) {
      // The number will do.
    }
    return String.valueOf(uid);
  }
}
