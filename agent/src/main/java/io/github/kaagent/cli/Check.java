package io.github.kaagent.cli;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.arguments.Warnings;
import io.github.kaagent.enforce.MachineDefaults;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.settings.Settings;
import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code check [ARGS]}: the configuration that arguments make, or their mistakes. */
final class Check {

  // The kernel's defaults on this machine; Policy.SYSTEM if they can't be read.
  private static final int IDLE = machine(Option.IDLE);
  private static final int INTVL = machine(Option.INTVL);
  private static final int CNT = machine(Option.CNT);

  private static final Map<Mode, String> MODES = new EnumMap<>(Mode.class);

  static {
    MODES.put(Mode.ENFORCE, "these values, whatever the application sets");
    MODES.put(Mode.CAP, "keepalive on; what the application chose stays where it is shorter");
    MODES.put(Mode.DEFAULT, "only what the application has not set");
    MODES.put(Mode.REPORT, "nothing is changed, only counted; what would be:");
  }

  private final Settings settings;
  private final PrintStream out;

  private Check(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Runs the command, with the environment's KA_AGENT_OPTS. */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    return run(args, System.getenv("KA_AGENT_OPTS"), out, err);
  }

  static int run(List<String> args, String environment, PrintStream out, PrintStream err) {
    if (args.size() > 1) {
      err.println("ka-agent: check takes one argument, key=value,key=value without spaces");
      return Command.WRONG;
    }
    Arguments parsed = Arguments.parse(args.isEmpty() ? null : args.get(0), environment);
    parsed.mistakes.forEach(err::println);
    if (parsed.settings == null) {
      return Command.WRONG;
    }
    Check check = new Check(parsed.settings, out);
    check.print();
    check.warnings().forEach(warning -> out.println(Screen.style().odd("warning: " + warning)));
    return Command.DONE;
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>(Warnings.of(settings, IDLE, INTVL, CNT));
    String file = settings.logFile;
    String why = file == null ? null : whyUnwritable(new File(file).getAbsoluteFile());
    if (why != null) {
      warnings.add("log_file=" + file + ": can't be used: " + why);
    }
    return warnings;
  }

  /** Why this user can't write the file, which need not exist yet; null if nothing prevents it. */
  private static String whyUnwritable(File file) {
    if (file.isDirectory()) {
      return file + " is a directory";
    }
    File existing = file;
    while (!existing.exists() && existing.getParentFile() != null) {
      existing = existing.getParentFile();
    }
    boolean exists = existing.equals(file);
    if (!exists && !existing.isDirectory()) {
      return existing + " is no directory";
    }
    return existing.canWrite() && (exists || existing.canExecute())
        ? null
        : "user " + System.getProperty("user.name") + " can't write " + existing;
  }

  private void print() {
    settings.asWritten.forEach(this::row);
    out.println();
    // The rules, in the order in which a connection is matched against them.
    if (isGiven("exclude")) {
      out.println("left alone: " + settings.asWritten.get("exclude").value);
    }
    if (isGiven("only")) {
      out.println("left alone: all but " + settings.asWritten.get("only").value);
    }
    for (Rule rule : settings.rules) {
      out.println("rule " + rule.policy.rule + ": " + rule.to.value + " (" + rule.to.origin + ")");
      rule.own.forEach((key, setting) -> row("  " + key, setting));
      explain(rule.policy);
    }
    boolean hasExceptions = isGiven("exclude") || isGiven("only") || !settings.rules.isEmpty();
    out.println(hasExceptions ? "every other socket" : "every socket");
    explain(settings.global);
  }

  private void row(String key, Setting setting) {
    out.printf("%-14s %-24s %s%n", key, setting.value, setting.origin);
  }

  private boolean isGiven(String key) {
    return settings.asWritten.get(key).isGiven();
  }

  private void explain(Policy policy) {
    out.println("  " + MODES.get(policy.mode));
    out.println("  silent peer noticed after " + detection(policy));
    Policy effective = policy.onMachine(IDLE, INTVL, CNT);
    if (effective.intvl > effective.idle && effective.idle > 0) {
      // After each probe, answered or not, tcp_keepalive_timer (tcp_timer.c) waits for intvl.
      out.printf(
          "  probes that are answered are %d s apart: intvl is longer than idle, and has to be"
              + " below what the path forgets after%n",
          effective.intvl);
    }
    if (policy.userTimeout != Policy.OFF) {
      out.println("  unacknowledged data given up after " + policy.userTimeout + " ms");
      // With a zero window, tcp_probe_timer drops it (Linux's net/ipv4/tcp_timer.c).
      out.println("  so is a peer that is alive, and for as long reads nothing that it is sent");
    }
  }

  private static String detection(Policy policy) {
    Policy effective = policy.onMachine(IDLE, INTVL, CNT);
    String sum =
        String.format(
            "%s + %s * %s",
            value(policy.idle, IDLE, "idle"),
            value(policy.intvl, INTVL, "intvl"),
            value(policy.cnt, CNT, "cnt"));
    if (effective.detection() < 0) {
      return sum + " s";
    }
    if (policy.userTimeout == Policy.OFF || policy.userTimeout == effective.detection() * 1000L) {
      return sum + " = " + effective.detection() + " s";
    }
    // With a user timeout the kernel does not count probes: one unanswered probe is enough.
    long seconds = Math.max(effective.idle + effective.intvl, (policy.userTimeout + 999L) / 1000);
    return "about " + seconds + " s: user_timeout decides, not cnt";
  }

  private static String value(int asked, int machine, String name) {
    if (asked != Policy.SYSTEM) {
      return String.valueOf(asked);
    }
    return machine == Policy.SYSTEM ? "the machine's " + name : machine + " (the machine's)";
  }

  private static int machine(Option option) {
    boolean tells = new File("/proc/sys/net/ipv4/tcp_keepalive_time").canRead();
    return tells ? MachineDefaults.now().of(option) : Policy.SYSTEM;
  }
}
