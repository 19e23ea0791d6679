package io.github.kaagent.log;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Failures kept from the application, counted by kind; {@value #MOST} kinds are told apart. */
public final class Failures {

  private static final int MOST = 64;

  private final ConcurrentMap<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /** Counts a failure, and logs the first of each kind. */
  public void add(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "unknown" : trace[0].toString();
    String name = failure.getClass().getName() + " at " + place;
    String kind = counts.size() < MOST || counts.containsKey(name) ? name : "others";
    if (isFirst(kind)) {
      String version = System.getProperty("java.version");
      String what = "a socket may not be covered, " + kind + ": " + failure.getMessage();
      Log.warn(what + "; exclude it, or report this with the JDK's version, " + version);
    }
  }

  /** Counts an option that the kernel refused, and logs the first refusal of each option. */
  public void refused(String option, Exception why) {
    if (isFirst(option)) {
      String what = option + " can't be set on a connection: " + why.getMessage();
      Log.warn(what + "; the other options are set all the same");
    }
  }

  private boolean isFirst(String kind) {
    AtomicLong count = counts.putIfAbsent(kind, new AtomicLong(1));
    if (count != null) {
      count.incrementAndGet();
    }
    return count == null;
  }

  /** How often each kind of failure was caught. */
  public Map<String, Long> byKind() {
    Map<String, Long> copy = new TreeMap<>();
    counts.forEach((kind, count) -> copy.put(kind, count.get()));
    return copy;
  }
}
