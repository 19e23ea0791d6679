package io.github.kaagent.settings;

/** Settings as a line of the log. */
final class Summary {

  /** Of the patterns; there may be many. */
  private static final int LONGEST = 60;

  private Summary() {}

  /** {@code enforcing idle=60 intvl=60 cnt=20}. */
  static String announcement(Settings settings) {
    boolean reports = settings.global().mode() == Mode.REPORT;
    for (Rule rule : settings.rules()) {
      reports &= rule.policy().mode() == Mode.REPORT;
    }
    return (reports ? "reporting " : "enforcing ").concat(of(settings));
  }

  /** {@code idle=60 intvl=60 cnt=20}. */
  static String of(Settings settings) {
    Policy global = settings.global();
    StringBuilder summary = new StringBuilder();
    summary.append("idle=").append(orSystem(global.idle()));
    summary.append(" intvl=").append(orSystem(global.intvl()));
    summary.append(" cnt=").append(orSystem(global.cnt()));
    if (global.userTimeout() != Policy.OFF) {
      summary.append(" user_timeout=").append(global.userTimeout());
    }
    if (global.mode() != Mode.ENFORCE) {
      summary.append(" mode=").append(global.mode());
    }
    if (!settings.rules().isEmpty()) {
      summary.append(" rules=").append(settings.rules().size());
    }
    append(summary, settings.asWritten("only"));
    append(summary, settings.asWritten("exclude"));
    return summary.toString();
  }

  private static String orSystem(int value) {
    return value == Policy.SYSTEM ? "system" : Integer.toString(value);
  }

  private static void append(StringBuilder summary, Setting patterns) {
    if (patterns != null && !patterns.origin().equals(Setting.DEFAULT)) {
      String text = patterns.value().replace(" ", "");
      summary.append(' ').append(patterns.key()).append('=');
      summary.append(text, 0, Math.min(text.length(), LONGEST));
      summary.append(text.length() > LONGEST ? "..." : "");
    }
  }
}
