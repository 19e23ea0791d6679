package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever the jar lies, and whatever happens to it while the JVM runs. */
class JarFileTest {

  private static final String ARGUMENTS = "idle=61,intvl=7,cnt=5";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  /** The shell makes the name, which this JVM may be unable to encode in its locale. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aPathWithSpacesAndLettersOfOtherAlphabets(Jdk jdk) throws Exception {
    String script =
        "place=\"$0/$(printf 'a place, \\303\\244\\316\\261')\" && mkdir \"$place\""
            + " && cp \"$1\" \"$place/ka agent.jar\""
            + " && exec \"$2\" \"-javaagent:$place/ka agent.jar="
            + ARGUMENTS
            + "\" -cp \"$3\" programs.guest.Talk";
    List<String> command =
        List.of(
            "sh",
            "-c",
            script,
            folder.toString(),
            ChildJvm.jar().toString(),
            jdk.tool("java"),
            ChildJvm.programs());

    Ran.talk(command).isCoveredWith("1/61/7/5");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSymbolicLink(Jdk jdk) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("agent"), ChildJvm.jar());

    Ran.talk(jdk, "-javaagent:" + link + "=" + ARGUMENTS).isCoveredWith("1/61/7/5");
    Files.delete(link); // JUnit warns of a link in its folder.
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theJarIsRemovedBeforeTheFirstSocket(Jdk jdk) throws Exception {
    Ran talk = talkAfter(jdk, Files::delete);

    talk.isCoveredWith("1/61/7/5");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theJarIsReplacedBeforeTheFirstSocket(Jdk jdk) throws Exception {
    Ran talk =
        talkAfter(
            jdk,
            jar -> {
              Path other = Files.writeString(folder.resolve("other"), "no jar at all");
              Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
            });

    talk.isCoveredWith("1/61/7/5");
  }

  /** The file's content is lost, and with it every class that the agent has not loaded yet. */
  @ParameterizedTest
  @MethodSource("jdks")
  void theJarIsOverwrittenInPlaceAndTheApplicationGoesOn(Jdk jdk) throws Exception {
    Ran talk = talkAfter(jdk, jar -> Files.write(jar, new byte[1000]));

    talk.talkedAsWithoutTheAgent();
    assertEquals(1, talk.err().size(), talk::toString);
  }

  private Ran talkAfter(Jdk jdk, Deed deed) throws Exception {
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("ka-agent.jar"));
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            "-javaagent:" + jar + "=" + ARGUMENTS,
            "-cp",
            ChildJvm.programs(),
            "programs.guest.TalksLater")) {
      child.awaitLine("waiting");
      deed.perform(jar);
      child.say("");
      child.awaitLine("came: ");
      List<Row> kernel = KernelSockets.of(child.pid());
      child.say("");
      int status = child.exitStatus();
      List<String> out = new ArrayList<>(child.out());
      out.remove("waiting");
      return new Ran(status, out, child.err(), kernel);
    }
  }

  /** Something that happens to the jar while the JVM runs. */
  private interface Deed {
    void perform(Path jar) throws IOException;
  }
}
