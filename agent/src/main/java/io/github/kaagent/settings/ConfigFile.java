package io.github.kaagent.settings;

import java.util.Collections;
import java.util.List;

/** A config file, which comes with the next commit: until then it is a mistake. */
final class ConfigFile {

  private ConfigFile() {}

  static ConfigFile read(String path, String place, List<String> mistakes) {
    mistakes.add(Mistakes.line(place, "config=" + path, "config files are not there yet"));
    return new ConfigFile();
  }

  Values values() {
    return new Values();
  }

  List<Rule> rules() {
    return Collections.emptyList();
  }
}
