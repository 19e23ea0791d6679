package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under a security manager whose policy gives the application what it needs and no more. */
class SecurityManagerTest {

  private static final String APPLICATION =
      "grant { permission java.net.SocketPermission \"*\", \"connect,accept,listen,resolve\";"
          + " permission java.lang.RuntimePermission \"exitVM.3\"; };\n";

  private static final String AGENT =
      "grant codeBase \""
          + ChildJvm.jar().toUri()
          + "\" { permission java.security.AllPermission; };\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void withAGrantToTheAgentsJarAloneTheApplicationsSocketsAreCovered(int feature) throws Exception {
    Ran talk = talk(feature, APPLICATION + AGENT);

    talk.isCoveredWith("1/61/7/5");
    assertEquals(1, talk.agentsLines().size(), talk::toString);
  }

  /**
   * The agent makes a class loader and puts code into java.base: whoever wrote the policy has to
   * allow that.
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void withoutAGrantOneLineSaysWhichAndTheApplicationRuns(int feature) throws Exception {
    Ran talk = talk(feature, APPLICATION);

    talk.talkedAsWithoutTheAgent();
    assertAll(
        () -> assertEquals(1, talk.agentsLines().size(), talk::toString),
        () ->
            assertTrue(
                talk.agentsLines().get(0).contains("grant java.security.AllPermission"),
                talk::toString));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void onceTheApplicationSetsOneItselfItsSocketsAreCoveredAllTheSame(int feature) throws Exception {
    String setting = " permission java.lang.RuntimePermission \"setSecurityManager\"; };\n";
    Path policy = policy(APPLICATION.replace(" };\n", setting));
    Ran talk =
        Ran.talk(
            Jdks.feature(feature),
            List.of(ChildJvm.agent("idle=61,intvl=7,cnt=5"), "-Djava.security.policy==" + policy),
            ChildJvm.programs(),
            "programs.guest.SetsSecurityManager");

    talk.isCoveredWith("1/61/7/5");
    assertEquals(1, talk.agentsLines().size(), talk::toString);
  }

  private Ran talk(int feature, String grants) throws Exception {
    List<String> options = new ArrayList<>();
    options.add(ChildJvm.agent("idle=61,intvl=7,cnt=5"));
    options.add("-Djava.security.manager");
    options.add("-Djava.security.policy==" + policy(grants));
    return Ran.talk(Jdks.feature(feature), options, ChildJvm.programs(), "programs.guest.Talk");
  }

  private Path policy(String grants) throws IOException {
    return Files.writeString(folder.resolve("policy"), grants);
  }
}
