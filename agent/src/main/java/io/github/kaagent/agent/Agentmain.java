package io.github.kaagent.agent;

import io.github.kaagent.attach.Answer;
import io.github.kaagent.attach.Request;
import io.github.kaagent.log.Log;
import io.github.kaagent.status.Status;
import io.github.kaagent.status.Style;
import io.github.kaagent.status.Version;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Properties;
import java.util.function.BiFunction;

/** Entry point when a command, or another tool, attaches the agent to a running JVM. */
public final class Agentmain implements BiFunction<String, Instrumentation, Boolean> {

  /**
   * Executes the attaching command's request and publishes the answer. Runs with this class's own
   * rights, which are all: its caller is the part of the jar on the class path, to which the policy
   * of a security manager grants no more than to the application.
   *
   * @param text of a {@link Request}, or null
   * @return true if the agent runs afterwards, so that this class's loader has to stay
   */
  @Override
  public Boolean apply(String text, Instrumentation instrumentation) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Boolean>() {
          @Override
          public Boolean run() {
            return enter(Request.parse(text), instrumentation);
          }
        });
  }

  private static boolean enter(Request request, Instrumentation instrumentation) {
    try {
      // Comes first: if the answer can't be published, nothing has been changed.
      Properties properties = AgentProperties.of(instrumentation);
      Answer answer = answer(request, instrumentation);
      publish(answer, request, properties);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      Log.error(
          request.name
              + " is not done, nothing is changed: the answer can't be handed over ("
              + failure
              + ")");
    }
    if (KeepAlive.running() == null) {
      Log.close();
    }
    return KeepAlive.running() != null;
  }

  private static Answer answer(Request request, Instrumentation instrumentation) {
    Snapshot before = Snapshot.now();
    try {
      return execute(request, before, instrumentation);
    } catch (Throwable failure) {
      return before.restore(request.name, failure.toString(), instrumentation);
    }
  }

  private static Answer execute(Request request, Snapshot before, Instrumentation instrumentation) {
    if (!request.isUnderstood()) {
      return failed("this version of the agent does not understand the command; use its own jar");
    }
    if (request.name.equals("attach")) {
      return Attach.answer(request.arguments, before, instrumentation);
    }
    KeepAlive agent = KeepAlive.running();
    if (agent == null) {
      return failed("no agent runs in this JVM; \"attach\" starts it");
    }
    switch (request.name) {
      case "status":
        return status(agent, request.arguments.equals("--json"));
      case "detach":
        KeepAlive.detach();
        Log.info("detached");
        return done("detached: sockets keep their options, new ones get none");
      default:
        return failed("this version of the agent has no command \"" + request.name + "\"");
    }
  }

  private static Answer status(KeepAlive agent, boolean json) {
    Enforcement enforcement = agent.enforcement();
    if (enforcement == null) {
      return failed("the agent can't put its enforcement into java.base: nothing is enforced");
    }
    Status status = new Inspection(agent, enforcement).status();
    return done(json ? status.toJson() : status.toText(Style.PLAIN));
  }

  static Answer done(String text) {
    return new Answer(0, Version.text(), text);
  }

  static Answer failed(String text) {
    return new Answer(1, Version.text(), text);
  }

  private static void publish(Answer answer, Request request, Properties properties) {
    properties.setProperty(Answer.VERSION, KeepAlive.running() == null ? "" : Version.text());
    if (!request.token.isEmpty()) {
      answer.publish(properties, request);
    } else if (answer.status != 0) {
      Log.error(answer.text);
    }
  }
}
