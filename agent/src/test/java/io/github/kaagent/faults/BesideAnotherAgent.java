package io.github.kaagent.faults;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tests beside an agent that denies access: all modes and JDKs, both orders of the agents. */
final class BesideAnotherAgent {

  private BesideAnotherAgent() {}

  /** Parameters of a test: JDK, ka-agent's arguments, whether ka-agent is named first. */
  static Stream<Arguments> inEveryMode(Collection<Jdk> jdks) {
    return jdks.stream()
        .flatMap(
            jdk ->
                Stream.of(
                        "mode=enforce",
                        "mode=cap,only=in:*,only=out:*",
                        "mode=default",
                        "mode=enforce,sweep=1")
                    .flatMap(
                        arguments ->
                            Stream.of(true, false)
                                .map(first -> Arguments.of(jdk, arguments, first))));
  }

  /** The JVM's options that start the two agents. */
  static List<String> options(String arguments, Path other, boolean first) {
    List<String> options = new ArrayList<>();
    options.add(ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=90000," + arguments));
    options.add("-javaagent:" + other);
    if (!first) {
      Collections.reverse(options);
    }
    return options;
  }
}
