package io.github.kaagent.cli;

import io.github.kaagent.settings.Argument;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Parsed;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Settings;
import java.io.PrintStream;
import java.util.List;

/** {@code check [ARGS]}: the configuration that arguments make, or their mistakes. */
public final class Check {

  private static final Argument[] OF_RULES = {
    Argument.IDLE, Argument.INTVL, Argument.CNT, Argument.USER_TIMEOUT, Argument.MODE
  };

  private final Settings settings;
  private final PrintStream out;

  private Check(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Runs the command, with the environment's KA_AGENT_OPTS.
   *
   * @param args what follows {@code check}: agent arguments or nothing
   * @return the exit status: 0 fine, 1 mistakes, 2 more than one argument
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return run(args, System.getenv("KA_AGENT_OPTS"), out, err);
  }

  static int run(List<String> args, String environment, PrintStream out, PrintStream err) {
    if (args.size() > 1) {
      err.println("ka-agent: check takes one argument, key=value,key=value without spaces");
      return 2;
    }
    Parsed parsed = Settings.parse(args.isEmpty() ? null : args.get(0), environment);
    parsed.mistakes().forEach(err::println);
    if (parsed.settings() == null) {
      return 1;
    }
    new Check(parsed.settings(), out).print();
    parsed.warnings().forEach(warning -> out.println("warning: " + warning));
    return 0;
  }

  private void print() {
    for (Argument argument : Argument.values()) {
      String value = settings.value(argument);
      String shown = value == null ? argument.standard() : value;
      row(argument.key(), shown, settings.origin(argument));
    }
    out.println();
    printRules();
    out.println("every other socket");
    explain(settings.global());
  }

  private void row(String key, String value, String origin) {
    out.printf("%-14s %-24s %s%n", key, value, origin);
  }

  /** In the order in which they are asked. */
  private void printRules() {
    if (settings.value(Argument.EXCLUDE) != null) {
      out.println("left alone: " + settings.value(Argument.EXCLUDE));
    }
    if (settings.value(Argument.ONLY) != null) {
      out.println("left alone: all but " + settings.value(Argument.ONLY));
    }
    for (Rule rule : settings.rulesAsWritten()) {
      out.println("rule " + rule.policy().rule() + ": " + rule.to() + " (" + rule.origin() + ")");
      for (Argument argument : OF_RULES) {
        if (rule.value(argument) != null) {
          row("  " + argument.key(), rule.value(argument), rule.origin(argument));
        }
      }
      explain(rule.policy());
    }
  }

  private void explain(Policy policy) {
    out.println("  " + mode(policy.mode()));
    out.println("  silent peer noticed after " + detection(policy));
    if (policy.userTimeout() != Policy.OFF) {
      out.println("  unacknowledged data given up after " + policy.userTimeout() + " ms");
    }
  }

  private static String mode(Mode mode) {
    switch (mode) {
      case CAP:
        return "keepalive on; what the application chose stays where it is shorter";
      case DEFAULT:
        return "only what the application has not set";
      case REPORT:
        return "nothing is changed, only counted; what would be:";
      default:
        return "these values, whatever the application sets";
    }
  }

  private static String detection(Policy policy) {
    int probing = policy.idle() + policy.intvl();
    if (policy.detection() < 0) {
      return sum(policy) + " s";
    }
    if (policy.userTimeout() == Policy.OFF || policy.userTimeout() == policy.detection() * 1000L) {
      return sum(policy) + " = " + policy.detection() + " s";
    }
    // With a user timeout the kernel does not count probes: it is enough that one is unanswered by
    // then.
    long seconds = Math.max(probing, (policy.userTimeout() + 999L) / 1000);
    return "about " + seconds + " s: user_timeout decides, not cnt";
  }

  private static String sum(Policy policy) {
    return value(policy.idle(), "the machine's idle")
        + " + "
        + value(policy.intvl(), "the machine's intvl")
        + " * "
        + value(policy.cnt(), "the machine's cnt");
  }

  private static String value(int value, String otherwise) {
    return value == Policy.SYSTEM ? otherwise : String.valueOf(value);
  }
}
