package io.github.kaagent.cli.selftest;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.cli.CommandException;
import io.github.kaagent.cli.OwnJar;
import io.github.kaagent.cli.Progress;
import io.github.kaagent.cli.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;

/** {@code selftest [ARGS]}: does the agent work here? A JVM is started for each variant. */
public final class Selftest {

  /** A property of the JVMs that are started: the variant under test, or {@link #INHERITED}. */
  private static final String TESTED = "ka-agent.selftest";

  static final String INHERITED = "inherited"; // a JVM that inherits a connection

  private final List<String> verdicts = new ArrayList<>();
  private final String arguments;
  private final PrintStream out;
  private final PrintStream err;

  private Selftest(String arguments, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  /** Returns 0 if all is covered as the arguments ask, 1 if not, 2 if they are wrong. */
  public static int run(List<String> args, PrintStream out, PrintStream err)
      throws CommandException {
    if (args.size() > 1) {
      throw CommandException.wrong(
          "selftest takes one argument, the agent's: key=value,key=value,...");
    }
    String arguments = String.join("", args);
    Arguments parsed = Arguments.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    if (parsed.settings == null) {
      parsed.mistakes.forEach(err::println);
      return 2;
    }
    String tested = System.getProperty(TESTED);
    try {
      if (tested != null) {
        JvmUnderTest test = new JvmUnderTest(parsed.settings, out);
        return tested.equals(INHERITED)
            ? test.report()
            : test.run(Variant.valueOf(tested), arguments);
      }
      // Each JVM logs once what it enforces: between the tables that is of no use.
      boolean quiet = !parsed.settings.asWritten.get("log").isGiven();
      String all = arguments + (arguments.isEmpty() ? "" : ",") + "log=warn";
      return new Selftest(quiet ? all : arguments, out, err).all();
    } catch (IOException | InterruptedException e) {
      throw CommandException.failed("selftest: " + e.getMessage());
    }
  }

  private int all() throws IOException, InterruptedException, CommandException {
    boolean passed = true;
    for (Variant variant : Variant.values()) {
      passed &= !variant.existsHere() || test(variant);
    }
    if (!verdicts.isEmpty() && verdicts.stream().allMatch("-"::equals)) {
      throw CommandException.failed(
          "selftest: nothing was tested: these arguments leave loopback alone, or only report; run"
              + " it without only, exclude and mode=report");
    }
    passed &= verdicts.contains("yes");
    String result = "selftest: " + (passed ? "passed: " : "FAILED: ") + counts(verdicts);
    out.println(passed ? Screen.style().good(result) : Screen.style().bad(result));
    return passed ? 0 : 1;
  }

  private boolean test(Variant variant) throws IOException, InterruptedException {
    try {
      new ServerSocket(0, 1, InetAddress.getByName(variant.host)).close();
    } catch (IOException ignored) { // a container often has no IPv6
      out.println(variant.title + ": skipped: " + variant.host + " is not there");
      return true;
    }
    List<String> command = command(variant, variant.name(), arguments);
    Process child = new ProcessBuilder(command).inheritIO().redirectOutput(Redirect.PIPE).start();
    int before = verdicts.size();
    Progress progress = new Progress(err, variant.title);
    Scanner lines = new Scanner(child.getInputStream(), Charset.defaultCharset().name());
    while (lines.hasNextLine()) {
      String line = lines.nextLine();
      progress.end(); // From now on the child's rows are printed.
      out.println(line.endsWith(" NO") ? Screen.style().bad(line) : line);
      out.flush();
      String last = line.substring(line.lastIndexOf(' ') + 1);
      if (Arrays.asList("yes", "NO", "-").contains(last)) {
        verdicts.add(last);
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

  /** The command line of a JVM like this one, under the agent, with a value for {@link #TESTED}. */
  static List<String> command(Variant variant, String tested, String arguments) {
    return Arrays.asList(
        Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
        "-javaagent:" + OwnJar.path() + "=" + arguments,
        "-Djava.rmi.server.hostname=" + variant.host,
        "-D" + TESTED + "=" + tested,
        "-D" + JvmUnderTest.HOLD + "=" + Boolean.getBoolean(JvmUnderTest.HOLD),
        variant.option,
        "-jar", // the manifest opens the packages by which options are read back
        OwnJar.path().toString(),
        "selftest",
        arguments);
  }
}
