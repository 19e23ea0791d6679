package io.github.kaagent.cli.selftest;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.cli.CommandException;
import io.github.kaagent.cli.OwnJar;
import io.github.kaagent.cli.Progress;
import io.github.kaagent.cli.Screen;
import io.github.kaagent.status.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code selftest [ARGS]}: does the agent work here? */
public final class Selftest {

  private static final String VARIANT = "--variant="; // in the JVM under test: which it is
  private static final String INHERITED = "--inherited"; // in one that is handed a connection
  private static final String HOLD = "--hold"; // see UnderTest

  /** What the command takes besides arguments: it calls itself with these. */
  public static final List<String> OPTIONS = Arrays.asList(VARIANT, INHERITED, HOLD);

  private final List<String> options = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> verdicts = new ArrayList<>();
  private final PrintStream out;
  private final PrintStream err;

  private Selftest(List<String> args, PrintStream out, PrintStream err) {
    args.forEach(word -> (word.startsWith("--") ? options : words).add(word));
    this.out = out;
    this.err = err;
  }

  /** Runs it: 0 if all is covered as the arguments ask, 1 if not, 2 if they are wrong. */
  public static int run(List<String> args, PrintStream out, PrintStream err)
      throws CommandException {
    try {
      return new Selftest(args, out, err).run();
    } catch (IOException | InterruptedException e) {
      throw CommandException.failed("selftest: " + e.getMessage());
    }
  }

  private int run() throws IOException, InterruptedException, CommandException {
    if (words.size() > 1) {
      throw CommandException.wrong(
          "selftest takes one argument, the agent's: key=value,key=value,...");
    }
    Variant variant = variant();
    String arguments = words.isEmpty() ? "" : words.get(0);
    Arguments parsed = Arguments.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    if (parsed.settings == null) {
      parsed.mistakes.forEach(err::println);
      return 2;
    }
    boolean good;
    if (variant != null) {
      UnderTest test = new UnderTest(parsed.settings, variant, options.contains(HOLD), out);
      List<String> inheritor = command(variant, arguments, Collections.singletonList(INHERITED));
      good = options.contains(INHERITED) ? test.tell() : test.run(inheritor);
    } else if (!parsed.settings.asWritten.get("log").isGiven()) {
      // Each JVM says when it enforces what: between the tables that is of no use.
      good = all(arguments + (arguments.isEmpty() ? "" : ",") + "log=warn");
    } else {
      good = all(arguments);
    }
    return good ? 0 : 1;
  }

  /** Null in the command itself, which starts a JVM for each. */
  private Variant variant() throws CommandException {
    for (String option : options) {
      if (option.startsWith(VARIANT)) {
        for (Variant variant : Variant.values()) {
          if (option.endsWith("=" + variant)) {
            return variant;
          }
        }
        throw CommandException.wrong(
            "selftest: " + option + ": allowed: " + Arrays.toString(Variant.values()));
      }
    }
    return null;
  }

  private boolean all(String arguments) throws IOException, InterruptedException, CommandException {
    boolean good = true;
    for (Variant variant : Variant.values()) {
      if (variant.existsHere()) {
        good &= test(variant, command(variant, arguments, options));
      }
    }
    if (!verdicts.isEmpty() && verdicts.stream().allMatch("-"::equals)) {
      throw CommandException.failed(
          "selftest: nothing was tested: these arguments leave loopback alone, or only report; run"
              + " it without only, exclude and mode=report");
    }
    good &= options.contains(HOLD) || verdicts.contains("yes");
    String result = "selftest: " + (good ? "passed: " : "FAILED: ") + counts(verdicts);
    out.println(good ? Screen.style().good(result) : Screen.style().bad(result));
    return good;
  }

  private boolean test(Variant variant, List<String> command)
      throws IOException, InterruptedException {
    try {
      new ServerSocket(0, 1, variant.address()).close();
    } catch (IOException ignored) { // a container often has no IPv6
      out.println(variant.title + ": skipped: " + variant.host + " is not there");
      return true;
    }
    Process child = new ProcessBuilder(command).inheritIO().redirectOutput(Redirect.PIPE).start();
    int before = verdicts.size();
    Style style = Screen.style();
    Progress progress = new Progress(err, variant.title);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), Charset.defaultCharset()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.end(); // It prints from now on.
        out.println(line.endsWith(" NO") ? style.bad(line) : line);
        out.flush();
        String last = line.substring(line.lastIndexOf(' ') + 1);
        if (last.equals("yes") || last.equals("NO") || last.equals("-")) {
          verdicts.add(last);
        }
      }
    }
    progress.end();
    out.println(counts(verdicts.subList(before, verdicts.size())) + "\n");
    return child.waitFor() == 0;
  }

  private static String counts(List<String> verdicts) {
    return String.format(
        "%d ok, %d NOT ok, %d left alone as asked",
        Collections.frequency(verdicts, "yes"),
        Collections.frequency(verdicts, "NO"),
        Collections.frequency(verdicts, "-"));
  }

  /** The command line of a JVM like this one, under the agent. */
  private static List<String> command(Variant variant, String arguments, List<String> options) {
    String jar = OwnJar.path().toString();
    List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + jar + "=" + arguments);
    command.add("-Djava.rmi.server.hostname=" + variant.host);
    command.add(variant.option);
    if (Variant.FEATURE >= 9) {
      command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"); // to read options back
    }
    Collections.addAll(command, "-cp", jar, "io.github.kaagent.launch.Main", "selftest", arguments);
    command.add(VARIANT + variant.name());
    command.addAll(options);
    return command;
  }
}
