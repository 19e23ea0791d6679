package io.github.kaagent.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The methods that were woven in this JVM, those it lacks, and the classes that were not woven. */
final class WovenMethods {

  private final Map<String, List<String>> methods = new ConcurrentHashMap<>();
  private final Map<String, List<String>> missing = new ConcurrentHashMap<>();
  private final Map<String, String> failed = new ConcurrentHashMap<>();

  void add(String className, List<String> found, List<String> notFound) {
    failed.remove(className);
    methods.put(className, found);
    missing.put(className, notFound);
  }

  /** Notes a failure; returns whether it is the first of its exception class. */
  boolean addFailed(String className, Throwable failure) {
    String kind = failure.getClass().getName();
    boolean isFirst = true;
    for (String known : failed.values()) {
      isFirst &= !known.startsWith(kind);
    }
    failed.put(className, failure.toString());
    return isFirst;
  }

  boolean hasFailed() {
    return !failed.isEmpty();
  }

  List<String> methods() {
    return sorted(methods);
  }

  List<String> missing() {
    List<String> all = sorted(missing);
    failed.forEach((name, why) -> all.add(name + " (" + why + ")"));
    return all;
  }

  private static List<String> sorted(Map<String, List<String>> byClass) {
    List<String> all = new ArrayList<>();
    byClass.values().forEach(all::addAll);
    Collections.sort(all);
    return all;
  }
}
