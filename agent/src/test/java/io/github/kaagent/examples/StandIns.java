package io.github.kaagent.examples;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Machine;
import io.github.kaagent.it.ProgramJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stand-ins for what a page's reader has: an application, a database, folders. */
final class StandIns implements AutoCloseable {

  private static final List<String> PIDS = List.of(" 4211", " PID");
  private static final String APPLICATION = "java -jar app.jar";

  private final Map<String, String> words = new LinkedHashMap<>();
  private final ServerSocket database = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Path folder;
  private final String ka;

  /** Fills the folder that the commands are run in. */
  StandIns(Path folder) throws IOException {
    this.folder = folder;
    ka = Files.createDirectory(folder.resolve("ka")) + "/";
    Files.copy(ChildJvm.jar(), folder.resolve("ka-agent.jar"));
    Files.copy(ChildJvm.jar(), folder.resolve("ka/ka-agent.jar"));
    Files.copy(Path.of("..", "examples", "rules", "aws.conf"), folder.resolve("ka/aws.conf"));
    Files.move(ProgramJar.of(folder, "programs.HoldsConnection"), folder.resolve("app.jar"));
    words.put("/ka/", ka);
    words.put("/tmp/ka.jfr", folder.resolve("ka.jfr").toString());
    words.put("/opt/", folder + "/opt/");
    words.put("/etc/systemd/", folder + "/systemd/");
    words.put(
        "db.internal:5432 --up-to 20m", "127.0.0.1:" + database.getLocalPort() + " --up-to 2s");
    words.put("=9404:", "=" + Machine.unusedPort() + ":");
    words.put("port=7099", "port=" + Machine.unusedPort());
  }

  /** Starts the application if the commands name a PID; null if not. It runs until it is closed. */
  ChildJvm target(String commands) throws IOException {
    if (PIDS.stream().noneMatch(commands::contains)) {
      return null;
    }
    // JFR records connections that are opened during the recording.
    String program =
        commands.contains("JFR") ? "programs.attach.Traffic" : "programs.HoldsConnection";
    String agent = commands.contains("attach ") ? "-Dno=agent" : ChildJvm.agent("");
    ChildJvm target = ChildJvm.start(Jdks.current(), agent, "-cp", ChildJvm.programs(), program);
    target.awaitLine("ready");
    return target;
  }

  /** Runs commands with the stand-ins; after one that sets a variable, the application. */
  ChildJvm run(String commands, ChildJvm target) throws IOException {
    String script = commands;
    for (Map.Entry<String, String> word : words.entrySet()) {
      script = script.replace(word.getKey(), word.getValue());
    }
    for (String pid : PIDS) {
      script = target == null ? script : script.replace(pid, " " + target.pid());
    }
    if (commands.startsWith("export ")) {
      script += "\n" + APPLICATION;
    }
    ChildJvm shell =
        ChildJvm.run(
            List.of("bash", "-xeuo", "pipefail", "-c", "cd \"$0\"\n" + script, folder.toString()),
            Map.of("PATH", Jdks.current().home().resolve("bin") + ":" + System.getenv("PATH")));
    shell.endInput();
    return shell;
  }

  /** A line that was printed, with the folder's name as the page has it. */
  String back(String line) {
    return line.replace(ka, "/ka/");
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
