package io.github.kaagent.agent;

import io.github.kaagent.attach.Answer;
import io.github.kaagent.bridge.JavaBase;
import io.github.kaagent.status.Version;
import java.lang.instrument.Instrumentation;
import java.util.Properties;

/**
 * The properties of this JVM that the attach API's VirtualMachine.getAgentProperties reads. The
 * application does not see them.
 */
final class AgentProperties {

  private AgentProperties() {}

  /**
   * Publishes the agent's version, by which commands see that it runs. Only JDK 8 needs this, and
   * there it costs next to nothing; see {@link io.github.kaagent.attach.AgentInside}.
   */
  static void publishVersion(Instrumentation instrumentation) {
    try {
      of(instrumentation).setProperty(Answer.VERSION, Version.text());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError ignored) {
      // The status command will report no agent here; that is no reason to disturb the JVM.
    }
  }

  /**
   * The properties themselves, not a copy.
   *
   * @throws ReflectiveOperationException if this JVM keeps them in none of the known places
   */
  static Properties of(Instrumentation instrumentation) throws ReflectiveOperationException {
    JavaBase.open(instrumentation, "jdk.internal.vm");
    Class<?> holder;
    try {
      holder = Class.forName("jdk.internal.vm.VMSupport", true, null);
    } catch (ClassNotFoundException ignored) {
      holder = Class.forName("sun.misc.VMSupport", true, null); // JDK 8
    }
    return (Properties) holder.getMethod("getAgentProperties").invoke(null);
  }
}
