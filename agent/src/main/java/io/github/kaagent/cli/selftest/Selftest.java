package io.github.kaagent.cli.selftest;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.cli.Progress;
import io.github.kaagent.cli.Screen;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.status.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code selftest [ARGS]}: does the agent work here? */
public final class Selftest {

  /** In the JVM under test: which variant it is. */
  private static final String VARIANT = "--variant=";

  /** In a JVM that one under test hands a connection. */
  private static final String INHERITED = "--inherited";

  /** See {@link UnderTest}. */
  private static final String HOLD = "--hold";

  /** What the command takes besides arguments: it calls itself with these. */
  public static final List<String> OPTIONS =
      Collections.unmodifiableList(Arrays.asList(VARIANT, INHERITED, HOLD));

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG = 2;

  private final List<String> options = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final PrintStream out;
  private final PrintStream err;

  private Selftest(List<String> args, PrintStream out, PrintStream err) {
    args.forEach(word -> (word.startsWith("--") ? options : words).add(word));
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
    try {
      return new Selftest(args, out, err).run();
    } catch (IOException | InterruptedException | URISyntaxException e) {
      err.println("ka-agent: selftest: " + e.getMessage());
      return FAILED;
    }
  }

  private int run() throws IOException, InterruptedException, URISyntaxException {
    if (words.size() > 1) {
      err.println("ka-agent: selftest takes one argument, the agent's: key=value,key=value,...");
      return WRONG;
    }
    for (String option : options) {
      if (option.startsWith(VARIANT) && !isVariant(option.substring(VARIANT.length()))) {
        err.println(
            "ka-agent: selftest: " + option + ": allowed: " + Arrays.toString(Variant.values()));
        return WRONG;
      }
    }
    String arguments = words.isEmpty() ? "" : words.get(0);
    Arguments parsed = Arguments.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    if (parsed.settings() == null) {
      parsed.mistakes().forEach(err::println);
      return WRONG;
    }
    boolean hold = options.contains(HOLD);
    for (Variant variant : Variant.values()) {
      if (options.contains(VARIANT + variant.name())) {
        UnderTest test = new UnderTest(parsed.settings(), variant, hold, out);
        if (options.contains(INHERITED)) {
          tell(test);
          return DONE;
        }
        return test.run(command(variant, arguments, Collections.singletonList(INHERITED)))
            ? DONE
            : FAILED;
      }
    }
    if (parsed.settings().asWritten("log").origin().equals(Setting.DEFAULT)) {
      // Each JVM says when it enforces what: between the tables that is of no use.
      arguments += (arguments.isEmpty() ? "" : ",") + "log=warn";
    }
    List<String> verdicts = new ArrayList<>();
    boolean good = true;
    for (Variant variant : Variant.values()) {
      if (variant.existsHere()) {
        good &= test(variant, command(variant, arguments, options), verdicts);
      }
    }
    if (verdicts.contains("-") && verdicts.stream().allMatch("-"::equals)) {
      err.println(
          "ka-agent: selftest: nothing was tested: these arguments leave loopback alone, or only"
              + " report; run it without only, exclude and mode=report");
      return FAILED;
    }
    good &= hold || verdicts.contains("yes");
    String result = "selftest: " + (good ? "passed: " : "FAILED: ") + counts(verdicts);
    out.println(good ? Screen.style().good(result) : Screen.style().bad(result));
    return good ? DONE : FAILED;
  }

  private static boolean isVariant(String name) {
    return Arrays.stream(Variant.values()).anyMatch(variant -> variant.name().equals(name));
  }

  private boolean test(Variant variant, List<String> command, List<String> allVerdicts)
      throws IOException, InterruptedException {
    try {
      new ServerSocket(0, 1, variant.address()).close();
    } catch (IOException ignored) { // a container often has no IPv6
      out.println(variant.title + ": skipped: " + variant.host + " is not there");
      return true;
    }
    Process child = new ProcessBuilder(command).inheritIO().redirectOutput(Redirect.PIPE).start();
    List<String> verdicts = new ArrayList<>();
    Style style = Screen.style();
    Progress progress = Progress.of(err, variant.title);
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
    out.println(counts(verdicts));
    out.println();
    allVerdicts.addAll(verdicts);
    return child.waitFor() == DONE;
  }

  private static String counts(List<String> verdicts) {
    return String.format(
        "%d ok, %d NOT ok, %d left alone as asked",
        Collections.frequency(verdicts, "yes"),
        Collections.frequency(verdicts, "NO"),
        Collections.frequency(verdicts, "-"));
  }

  /** The command line of a JVM like this one, under the agent. */
  private static List<String> command(Variant variant, String arguments, List<String> options)
      throws URISyntaxException {
    String jar =
        Paths.get(Selftest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
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

  /**
   * Tells what is inherited, over the channel itself: the JDK points standard output at /dev/null
   * once it has been asked for.
   */
  private static void tell(UnderTest test) throws IOException {
    try (SocketChannel channel = (SocketChannel) System.inheritedChannel()) {
      String end = test.besides(Collections.emptySet(), true).get(0) + "\n";
      channel.write(ByteBuffer.wrap(end.getBytes(StandardCharsets.US_ASCII)));
      channel.read(ByteBuffer.allocate(1)); // until the other end closes
    }
  }
}
