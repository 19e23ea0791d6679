package io.github.kaagent.settings;

import java.util.Collections;
import java.util.List;

/** Settings in the making; what is not set is as with no arguments at all. */
public final class SettingsBuilder {

  // Read by the constructor of Settings.
  final Policy global;
  List<Rule> rules = Collections.emptyList();
  List<SocketPattern> only = Collections.emptyList();
  List<SocketPattern> exclude = Collections.emptyList();
  List<Setting> asWritten = Collections.emptyList();
  int sweep;
  boolean existing = true;
  boolean jmx = true;
  boolean jfr = true;
  String log = "info";
  String logFile;
  String options = "auto";

  /** With the policy for sockets that no rule is for. */
  public SettingsBuilder(Policy global) {
    this.global = global;
  }

  /** In the order in which they are asked. */
  public SettingsBuilder rules(List<Rule> some) {
    rules = some;
    return this;
  }

  /** The sockets to cover; none for all of them. */
  public SettingsBuilder only(List<SocketPattern> patterns) {
    only = patterns;
    return this;
  }

  /** The sockets to leave alone. */
  public SettingsBuilder exclude(List<SocketPattern> patterns) {
    exclude = patterns;
    return this;
  }

  /** Every argument as it was written, for people. */
  public SettingsBuilder asWritten(List<Setting> rows) {
    asWritten = rows;
    return this;
  }

  /** Seconds between sweeps, 0 for none. */
  public SettingsBuilder sweep(int seconds) {
    sweep = seconds;
    return this;
  }

  /** Whether the sockets that are open already are covered. */
  public SettingsBuilder existing(boolean on) {
    existing = on;
    return this;
  }

  /** Whether there is to be an MBean. */
  public SettingsBuilder jmx(boolean on) {
    jmx = on;
    return this;
  }

  /** Whether Flight Recorder is to get events. */
  public SettingsBuilder jfr(boolean on) {
    jfr = on;
    return this;
  }

  /** How much to log, a word, and where, null for standard error. */
  public SettingsBuilder log(String level, String file) {
    log = level;
    logFile = file;
    return this;
  }

  /** The word for a {@link Backend}. */
  public SettingsBuilder options(String word) {
    options = word;
    return this;
  }

  /** What has been set. */
  public Settings build() {
    return new Settings(this);
  }
}
