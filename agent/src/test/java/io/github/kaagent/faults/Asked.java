package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.attach.Answer;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.it.ChildJvm;

/** Sends commands to an agent from this JVM, rather than from a new JVM for each. */
public final class Asked {

  private Asked() {}

  public static String attach(ChildJvm target, String arguments) throws Exception {
    return ask(target, "attach", arguments);
  }

  static String status(ChildJvm target) throws Exception {
    return ask(target, "status", "");
  }

  private static String ask(ChildJvm target, String command, String arguments) throws Exception {
    try (TargetJvm jvm = TargetJvm.attach(TargetProcess.of(String.valueOf(target.pid())))) {
      Answer answer = jvm.ask(ChildJvm.jar(), command, arguments);
      assertEquals(0, answer.status, () -> answer.text);
      return answer.text;
    }
  }
}
