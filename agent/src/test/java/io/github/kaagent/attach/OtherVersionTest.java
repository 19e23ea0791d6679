package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent inside the JVM and the command are of different versions. */
class OtherVersionTest {

  private static final String OTHER = "9.8.7";

  @TempDir Path folder;

  @Test
  void isSaidAndTheAgentInsideDoesWhatIsAsked() throws Exception {
    String agent = "-javaagent:" + otherJar() + "=idle=61";
    try (ChildJvm target =
        ChildJvm.start(
            Jdks.current(), agent, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");
      String pid = String.valueOf(target.pid());
      String warning =
          "ka-agent: "
              + pid
              + " has version "
              + OTHER
              + " of the agent, which was loaded first and stays until that JVM ends; this jar is"
              + " 1.0.0";
      assertEquals(OTHER, listed(pid));

      Command attach = Command.run("attach", pid, "idle=62");
      assertEquals(0, attach.status(), attach::err);
      assertEquals(warning, attach.err());
      for (Row row : KernelSockets.of(target.pid())) {
        assertEquals("1/62/60/20", row.values());
      }
      assertEquals(OTHER, listed(pid));

      Command status = Command.run("status", pid);
      assertEquals(0, status.status(), status::err);
      assertEquals(warning, status.err());
      assertTrue(status.out().contains("agent: ka-agent " + OTHER), status::out);

      Command detach = Command.run("detach", pid);
      assertEquals(0, detach.status(), detach::err);
      assertEquals(warning, detach.err());
    }
  }

  @Test
  void aRequestOfAnotherProtocolIsRefusedInWords() throws Exception {
    try (ChildJvm target =
        ChildJvm.start(
            Jdks.current(),
            ChildJvm.agent("idle=61"),
            "-cp",
            ChildJvm.programs(),
            "programs.attach.Holds",
            "30")) {
      target.awaitLine("ready");
      VirtualMachine jvm = VirtualMachine.attach(String.valueOf(target.pid()));
      Answer answer;
      try {
        jvm.loadAgent(ChildJvm.jar().toString(), "ka-agent/2 token attach idle=62");
        answer = Answer.find(jvm.getAgentProperties(), Request.of("token", "attach", ""));
      } finally {
        jvm.detach();
      }

      assertEquals(1, answer.status);
      assertTrue(answer.text.contains("does not understand the command"), () -> answer.text);
      for (Row row : KernelSockets.of(target.pid())) {
        assertEquals("1/61/60/20", row.values());
      }
    }
  }

  private static String listed(String pid) throws Exception {
    return Command.run("list")
        .out()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(pid + " "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  /** A copy of the jar that reports another version. */
  private Path otherJar() throws IOException {
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("other.jar"));
    Path agent = folder.resolve("agent.jar");
    try (FileSystem outer = open(jar)) {
      Files.copy(outer.getPath("inside", "core-inside.jar"), agent);
      try (FileSystem inner = open(agent)) {
        Files.writeString(inner.getPath("io/github/kaagent/status/version.txt"), OTHER);
      }
      Files.copy(
          agent, outer.getPath("inside", "core-inside.jar"), StandardCopyOption.REPLACE_EXISTING);
      changeManifest(outer.getPath("META-INF/MANIFEST.MF"));
    }
    return jar;
  }

  /** Writes entries uncompressed, as the agent's class loader needs them. */
  private static FileSystem open(Path jar) throws IOException {
    return FileSystems.newFileSystem(jar, Map.of("compressionMethod", "STORED"));
  }

  private static void changeManifest(Path file) throws IOException {
    Manifest manifest;
    try (InputStream in = Files.newInputStream(file)) {
      manifest = new Manifest(in);
    }
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, OTHER);
    try (OutputStream out = Files.newOutputStream(file)) {
      manifest.write(out);
    }
  }
}
