package io.github.kaagent.core;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.attach.Answer;
import io.github.kaagent.report.Log;
import io.github.kaagent.report.Version;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Instant;

/** The agent comes into a JVM that runs, or gets other settings there. */
final class Attach {

  private static final String MBEAN_SERVERS = "javax.management.MBeanServerFactory";

  private Attach() {}

  /**
   * Starts or changes the agent, and covers the sockets that are open.
   *
   * @param arguments the whole configuration; what they leave out is the default again
   */
  static Answer answer(String arguments, Instrumentation instrumentation) {
    Arguments parsed = Arguments.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    Settings settings = parsed.settings();
    if (settings == null) {
      return new Answer(
          2,
          Version.text(),
          "nothing is changed, the arguments are wrong\n" + String.join("\n", parsed.mistakes()));
    }
    KeepAlive before = KeepAlive.running();
    Settings earlier = before == null ? null : before.settings();
    KeepAlive agent = KeepAlive.start(settings, "attached at " + Instant.now(), instrumentation);
    Hook hook = agent.hook();
    if (hook == null) {
      return Agentmain.failed("the agent can't put its hook into java.base: nothing is enforced");
    }
    hook.updateMBean(isLoaded(MBEAN_SERVERS, instrumentation));
    String what = settings.announcement();
    String open = "";
    int status = 0;
    if (settings.existing()) {
      try {
        open = "; " + hook.openNow().cover(earlier);
      } catch (IOException why) {
        open = "; open sockets are not covered: " + why.getMessage();
        status = 1;
      }
    }
    agent.sweep(!settings.existing());
    hook.enforcer().saidWhatIsEnforced();
    Log.info((before == null ? "attached: " : "changed: ") + what + open);
    StringBuilder text = new StringBuilder(what).append(open);
    for (String warning : parsed.warnings()) {
      Log.warn(warning);
      text.append("\nka-agent: warning: ").append(warning);
    }
    return new Answer(status, Version.text(), text.toString());
  }

  private static boolean isLoaded(String name, Instrumentation instrumentation) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() == null && loaded.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
