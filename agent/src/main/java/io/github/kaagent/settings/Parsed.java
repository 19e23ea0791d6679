package io.github.kaagent.settings;

import java.util.*;

public final class Parsed {
  public Settings settings() {
    return new Settings();
  }

  public List<String> mistakes() {
    return new ArrayList<>();
  }

  public List<String> warnings() {
    return new ArrayList<>();
  }

  public boolean strict() {
    return false;
  }
}
