package io.github.kaagent.settings;

import java.util.Collections;
import java.util.List;

/** {@link Settings} in the making, by the same names; what is not set is as with no arguments. */
public final class SettingsBuilder {

  final Policy global;
  public List<Rule> rules = Collections.emptyList();
  public List<SocketPattern> only = Collections.emptyList();
  public List<SocketPattern> exclude = Collections.emptyList();
  public List<Setting> asWritten = Collections.emptyList();
  public int sweep;
  public boolean existing = true;
  public boolean jmx = true;
  public boolean jfr = true;
  public String log = "info";
  public String logFile;
  public String options = "auto";

  /** With the policy for sockets that no rule is for. */
  public SettingsBuilder(Policy global) {
    this.global = global;
  }

  /** What has been set. */
  public Settings build() {
    return new Settings(this);
  }
}
