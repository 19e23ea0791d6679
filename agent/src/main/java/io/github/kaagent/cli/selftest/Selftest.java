package io.github.kaagent.cli.selftest;

import io.github.kaagent.open.OpenSockets;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.settings.Argument;
import io.github.kaagent.settings.Backend;
import io.github.kaagent.settings.Parsed;
import io.github.kaagent.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code selftest [ARGS]}: does the agent work here? */
public final class Selftest {

  /** In the JVM under test: which variant it is. */
  static final String VARIANT = "--variant=";

  /** In the JVM with the inherited channel. */
  static final String INHERITED = "--inherited";

  /** For tests that read the kernel from outside; see {@link Hold}. */
  private static final String HOLD = "--hold";

  /** What the command takes besides arguments: it calls itself with these. */
  public static final List<String> OPTIONS =
      Collections.unmodifiableList(Arrays.asList(VARIANT, INHERITED, HOLD));

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
    } catch (IOException e) {
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
        variant = Variant.named(word.substring(VARIANT.length()));
        if (variant == null) {
          err.println(
              "ka-agent: selftest: " + word + ": allowed: " + Arrays.toString(Variant.values()));
          return false;
        }
      } else {
        words.add(word);
      }
    }
    if (words.size() > 1) {
      err.println("ka-agent: selftest takes one argument, the agent's: key=value,key=value,...");
      return false;
    }
    arguments = words.isEmpty() ? "" : words.get(0);
    return true;
  }

  private int run() throws IOException, InterruptedException {
    Parsed parsed = Settings.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    if (parsed.settings() == null) {
      for (String mistake : parsed.mistakes()) {
        err.println(mistake);
      }
      return WRONG_COMMAND_LINE;
    }
    if (variant == null) {
      return allVariants(quiet(parsed.settings()));
    }
    Ends ends = new Ends(new OpenSockets(new Kernel(Backend.JDK, null)));
    if (inherited) {
      return InheritedChannel.run(ends, err);
    }
    Report report =
        hold
            ? new Hold(variant.title, System.in, out)
            : new Table(variant.title, new Expectation(parsed.settings()), out);
    return new Here(variant, new Jvm(arguments, variant), ends, report).run() ? DONE : FAILED;
  }

  /** Each JVM says when it enforces what: between the tables that is of no use. */
  private String quiet(Settings settings) {
    boolean asked = !settings.origin(Argument.LOG).equals("default");
    return asked ? arguments : arguments + (arguments.isEmpty() ? "" : ",") + "log=warn";
  }

  private int allVariants(String childArguments) throws IOException, InterruptedException {
    boolean good = true;
    Counts counts = Counts.NONE;
    for (Variant each : Variant.values()) {
      if (!each.existsOn(Jvm.feature())) {
        continue;
      }
      if (!each.isPossible()) {
        out.println(each.title + ": skipped: " + each.host() + " is not there");
        continue;
      }
      Jvm jvm = new Jvm(childArguments, each);
      Process child = start(hold ? jvm.command(HOLD) : jvm.command());
      counts = counts.and(passOn(child));
      good &= child.waitFor() == DONE;
    }
    if (counts.allLeftAlone()) {
      err.println(
          "ka-agent: selftest: nothing was tested: these arguments leave loopback alone, or only"
              + " report; run it without only, exclude and mode=report");
      return FAILED;
    }
    good &= hold || counts.good > 0;
    out.println((good ? "selftest: passed" : "selftest: FAILED") + (hold ? "" : ": " + counts));
    return good ? DONE : FAILED;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).inheritIO().redirectOutput(Redirect.PIPE).start();
  }

  /** Prints what the JVM prints, and picks out how many ends it has found. */
  private Counts passOn(Process child) throws IOException {
    Counts counts = Counts.NONE;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), Charset.defaultCharset()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        out.flush();
        counts = counts.and(Counts.parse(line));
      }
    }
    return counts;
  }
}
