package programs.faults;

import static net.bytebuddy.matcher.ElementMatchers.isPrivate;
import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.scaffold.TypeValidation;

/**
 * An agent that, once main runs, denies files, libraries and threads to any code that ka-agent has
 * called, as agents that enforce entitlements do.
 */
public final class DenyingAgent {

  private DenyingAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    new AgentBuilder.Default(new ByteBuddy().with(TypeValidation.DISABLED))
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .ignore(none())
        .type(
            namedOneOf(
                "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.RandomAccessFile"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Denies.class).on(named("open").and(isPrivate()))))
        .type(named("java.nio.file.Files"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Denies.class).on(isPublic())))
        .type(named("java.lang.System"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Denies.class).on(namedOneOf("load", "loadLibrary"))))
        .type(named("java.lang.Thread"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Denies.class).on(named("start").and(isPublic()))))
        .installOn(instrumentation);
  }

  /** Inlined into classes of the JDK, and so uses nothing but classes of java.base. */
  static final class Denies {

    private Denies() {}

    @Advice.OnMethodEnter
    static void enter() {
      if (System.getProperty("denies") != null) {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
          if (frame.getClassName().startsWith("io.github.kaagent.")) {
            throw new IllegalStateException("denied to " + frame.getClassName());
          }
        }
      }
    }
  }

  /** The application, to which nothing is denied. */
  public static final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
      System.setProperty("denies", "");
      Pairs.main(arguments);
    }
  }
}
