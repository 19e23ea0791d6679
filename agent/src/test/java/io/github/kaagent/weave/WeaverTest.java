package io.github.kaagent.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is woven into classes of the JDK that runs this test, read back by its javap. */
class WeaverTest {

  private static final int FEATURE = Runtime.version().feature();
  private static final int MAJOR = 6;

  /** Settings for which every join point is woven. */
  private static final Settings SETTINGS =
      Arguments.parse("mode=cap,exclude=10.0.0.0/8", null).settings;

  @TempDir Path folder;

  @Test
  void aCallBeforeTheReturnGetsTheResultAndArguments() throws Exception {
    assertAdds(
        "sun/nio/ch/NioSocketImpl",
        "beginConnect(java.net.InetAddress, int)",
        "areturn",
        "dup",
        "aload_1",
        "iload_2",
        "bipush 0",
        "invokestatic java/net/KaAgentBridge.onConnecting:"
            + "(Ljava/io/FileDescriptor;Ljava/net/InetAddress;II)V");
  }

  @Test
  void aCallOnEntryGetsFieldsAndArguments() throws Exception {
    assertAdds(
        "sun/nio/ch/AsynchronousSocketChannelImpl",
        "connect(java.net.SocketAddress)",
        null,
        "aload_0",
        "getfield fd:Ljava/io/FileDescriptor;",
        "aload_1",
        "bipush 2",
        "aload_0",
        "getfield state:I",
        "aload_0",
        "invokestatic java/net/KaAgentBridge.onConnecting:"
            + "(Ljava/io/FileDescriptor;Ljava/net/SocketAddress;IILjava/lang/Object;)V");
  }

  @Test
  void aCallInAStaticMethodGetsItsArguments() throws Exception {
    assertAdds(
        "sun/nio/ch/Net",
        "setSocketOption(java.io.FileDescriptor, java.net.ProtocolFamily, java.net.SocketOption<?>,"
            + " java.lang.Object)",
        "return",
        "aload_0",
        "aload_2",
        "aload_3",
        "invokestatic java/net/KaAgentBridge.onOptionSet:"
            + "(Ljava/io/FileDescriptor;Ljava/net/SocketOption;Ljava/lang/Object;)V");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun/nio/ch/NioSocketImpl",
        "sun/nio/ch/SocketChannelImpl",
        "sun/nio/ch/Net",
        "sun/nio/ch/AsynchronousSocketChannelImpl"
      })
  void aClassFileOfAVersionThatNobodyKnowsIsWovenLikeAnyOther(String name) throws Exception {
    byte[] original = classFile(name);
    byte[] raised = original.clone();
    raised[MAJOR] = 1;
    raised[MAJOR + 1] = 44;

    byte[] woven = woven(name, raised);

    assertEquals(1, woven[MAJOR]);
    assertEquals(44, woven[MAJOR + 1]);
    woven[MAJOR] = original[MAJOR];
    woven[MAJOR + 1] = original[MAJOR + 1];
    assertArrayEquals(woven(name, original), woven);
  }

  @Test
  void aClassWithoutJoinPointsIsLeftAsItIs() throws IOException {
    assertNull(
        Weaver.weave(classFile("java/net/URI"), points("sun/nio/ch/Net"), new ArrayList<>()));
  }

  private static List<JoinPoint> points(String name) {
    return WovenClasses.points(null, name, FEATURE, true, SETTINGS);
  }

  private static byte[] woven(String name, byte[] original) {
    return Weaver.weave(original, points(name), new ArrayList<>());
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream in = Object.class.getModule().getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    }
  }

  /** Only these instructions are added: before each such opcode, or on entry if that is null. */
  private void assertAdds(String name, String method, String before, String... added)
      throws Exception {
    byte[] original = classFile(name);
    List<String> expected = new ArrayList<>();
    if (before == null) {
      expected.addAll(List.of(added));
    }
    for (String instruction : instructions(original, method)) {
      if (instruction.equals(before)) {
        expected.addAll(List.of(added));
      }
      expected.add(instruction);
    }
    assertEquals(expected, instructions(woven(name, original), method));
  }

  /** The instructions of a method, without constant pool indices and offsets. */
  private List<String> instructions(byte[] classFile, String method) throws IOException {
    Path file = Files.write(folder.resolve("Read.class"), classFile);
    StringWriter printed = new StringWriter();
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(new PrintWriter(printed), new PrintWriter(printed), "-p", "-c", file.toString());
    List<String> instructions = new ArrayList<>();
    boolean inside = false;
    for (String line : printed.toString().split("\n", -1)) {
      boolean begins = !line.startsWith("   ") && line.contains("(");
      inside = begins ? line.contains(" " + method) : inside && !line.isBlank();
      if (inside && line.matches(" +\\d+: .*")) {
        instructions.add(instruction(line.substring(line.indexOf(':') + 1).trim()));
      }
    }
    return instructions;
  }

  /**
   * {@code getfield #7 // Field fd:L...;} as {@code getfield fd:L...;}, jumps without their
   * targets.
   */
  private static String instruction(String text) {
    String opcode = text.split(" +", 2)[0];
    int comment = text.indexOf("// ");
    if (comment >= 0) {
      String[] words = text.substring(comment + 3).split(" ", 2);
      return opcode + " " + words[words.length - 1];
    }
    boolean jumps = opcode.startsWith("if") || opcode.startsWith("goto");
    return jumps ? opcode : text.replaceAll(" +", " ");
  }
}
