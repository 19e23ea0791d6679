package io.github.kaagent.arguments;

/** The unit after a number: {@code 90s}, {@code 5m}. */
final class TimeSuffix {

  private TimeSuffix() {}

  /** How many of the argument's own unit one of the suffix's is; -1 where that does not fit. */
  static int factor(String suffix, String unit) {
    int second = unit.equals("seconds") ? 1 : unit.equals("milliseconds") ? 1000 : -1;
    switch (suffix) {
      case "ms":
        return second == 1000 ? 1 : -1;
      case "s":
        return second;
      case "m":
        return 60 * second;
      case "h":
        return 3600 * second;
      default:
        return -1;
    }
  }
}
