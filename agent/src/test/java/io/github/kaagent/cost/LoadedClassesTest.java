package io.github.kaagent.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which classes the agent loads into a JVM: each takes about 0.3 ms. */
class LoadedClassesTest {

  static final Pattern LOADED = Pattern.compile("(?:Loaded |\\] )([\\w.$]+) (?:from|source:).*");

  private static final String PLAIN = "idle=60,intvl=60,cnt=20";

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aJvmThatOpensNoSocketLoadsLessThanTwentyFiveOfTheAgentsClassesAndNoLibrary(Jdk jdk)
      throws Exception {
    List<String> loaded = loaded(jdk, ChildJvm.agent(PLAIN), "ExitsWith", "0");

    Set<String> ours = startingWith(loaded, "io.github.kaagent.");
    assertTrue(ours.contains("io.github.kaagent.weave.Transformer"), ours::toString);
    assertTrue(ours.size() < 25, ours::toString);
    assertEquals(
        Set.of(),
        startingWith(
            loaded,
            "net.bytebuddy.",
            "org.tinylog.",
            "jnr.",
            "com.kenai.",
            "java.net.KaAgentBridge",
            "java.net.Socket",
            "java.lang.management.",
            "java.util.logging."));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aJvmThatOpensSocketsLoadsFortyClassesOfByteBuddyAtMostAndNoOtherLibrary(Jdk jdk)
      throws Exception {
    List<String> loaded = loaded(jdk, ChildJvm.agent(PLAIN), "OpensConnection", "0");

    Set<String> byteBuddy = startingWith(loaded, "net.bytebuddy.");
    assertTrue(byteBuddy.contains("net.bytebuddy.jar.asm.ClassReader"), byteBuddy::toString);
    assertTrue(byteBuddy.size() <= 40, byteBuddy::toString);
    assertEquals(Set.of(), startingWith(loaded, "jnr.", "com.kenai.", "org.tinylog."));
  }

  /** A class that is defined again while it is being loaded counts twice, once in vain. */
  @ParameterizedTest
  @MethodSource("jdks")
  void noneOfTheAgentsClassesIsLoadedTwice(Jdk jdk) throws Exception {
    List<String> twice = new ArrayList<>();
    Set<String> once = new TreeSet<>();
    for (String name : loaded(jdk, ChildJvm.agent(PLAIN), "OpensConnection", "0")) {
      if (name.startsWith("io.github.kaagent.") && !once.add(name)) {
        twice.add(name);
      }
    }

    assertTrue(once.contains("io.github.kaagent.weave.Weaver"), once::toString);
    assertEquals(List.of(), twice);
  }

  /** The names of all classes that a program has loaded, in the order of loading. */
  static List<String> loaded(Jdk jdk, String jvmOption, String program, String argument)
      throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            "-verbose:class",
            jvmOption,
            "-cp",
            ChildJvm.programs(),
            "programs." + program,
            argument)) {
      child.say("");
      assertEquals(0, child.exitStatus(), child::printed);
      return named(child.out());
    }
  }

  private static List<String> named(List<String> lines) {
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      Matcher loaded = LOADED.matcher(line);
      if (loaded.find()) {
        names.add(loaded.group(1));
      }
    }
    return names;
  }

  static Set<String> startingWith(List<String> names, String... starts) {
    Set<String> found = new TreeSet<>();
    for (String name : names) {
      for (String start : starts) {
        if (name.startsWith(start)) {
          found.add(name);
        }
      }
    }
    return found;
  }
}
