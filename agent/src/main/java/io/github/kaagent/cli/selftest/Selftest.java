package io.github.kaagent.cli.selftest;

import io.github.kaagent.open.OpenSockets;
import io.github.kaagent.options.NativeOptions;
import io.github.kaagent.options.NativeUnavailable;
import io.github.kaagent.settings.Parsed;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code selftest [ARGS]}: does the agent work here? */
public final class Selftest {

  /** In the JVM under test: which variant it is. */
  static final String VARIANT = "--variant=";

  /** In the JVM with the inherited channel. */
  static final String INHERITED = "--inherited";

  /** For tests that read the kernel from outside; see {@link Hold}. */
  private static final String HOLD = "--hold";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_COMMAND_LINE = 2;

  private final PrintStream out;
  private final PrintStream err;
  private boolean hold;
  private boolean inherited;
  private Variant variant;
  private String arguments = "";

  private Selftest(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it.
   *
   * @param args what follows {@code selftest} on the command line: the agent's arguments, or
   *     nothing
   * @return the exit status: 0 if all is covered as the arguments ask, 1 if not, 2 if they are
   *     wrong
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    Selftest selftest = new Selftest(out, err);
    try {
      return selftest.understands(args) ? selftest.run() : WRONG_COMMAND_LINE;
    } catch (NativeUnavailable | IOException e) {
      err.println("ka-agent: selftest: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private boolean understands(List<String> args) {
    List<String> words = new ArrayList<>();
    for (String word : args) {
      if (word.equals(HOLD)) {
        hold = true;
      } else if (word.equals(INHERITED)) {
        inherited = true;
      } else if (word.startsWith(VARIANT)) {
        variant = Variant.valueOf(word.substring(VARIANT.length()));
      } else {
        words.add(word);
      }
    }
    if (words.size() > 1 || (!words.isEmpty() && words.get(0).startsWith("-"))) {
      err.println("ka-agent: selftest takes one argument, the agent's: key=value,key=value,...");
      return false;
    }
    arguments = words.isEmpty() ? "" : words.get(0);
    return true;
  }

  private int run() throws NativeUnavailable, IOException, InterruptedException {
    Parsed parsed = Settings.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    if (parsed.settings() == null) {
      for (String mistake : parsed.mistakes()) {
        err.println(mistake);
      }
      return WRONG_COMMAND_LINE;
    }
    if (variant == null) {
      return allVariants() ? DONE : FAILED;
    }
    Ends ends = new Ends(new OpenSockets(NativeOptions.load(null)));
    if (inherited) {
      return InheritedChannel.run(ends, err);
    }
    Report report =
        hold
            ? new Hold(variant.title, System.in, out)
            : new Table(variant.title, new Expectation(parsed.settings()), out);
    return new Here(variant, new Jvm(arguments, variant), ends, report).run() ? DONE : FAILED;
  }

  private boolean allVariants() throws IOException, InterruptedException {
    boolean good = true;
    for (Variant each : Variant.values()) {
      if (!each.existsOn(Jvm.feature())) {
        continue;
      }
      if (!each.isPossible()) {
        out.println(each.title + ": skipped: " + each.host() + " is not there");
        continue;
      }
      List<String> command =
          hold ? new Jvm(arguments, each).command(HOLD) : new Jvm(arguments, each).command();
      out.flush();
      good &= new ProcessBuilder(command).inheritIO().start().waitFor() == DONE;
    }
    out.println(good ? "selftest: passed" : "selftest: FAILED");
    return good;
  }
}
