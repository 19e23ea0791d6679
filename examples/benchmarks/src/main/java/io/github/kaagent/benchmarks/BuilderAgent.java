package io.github.kaagent.benchmarks;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.SocketAddress;
import java.util.jar.JarFile;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * An agent for comparison, made as most are: Byte Buddy's AgentBuilder, and a jar appended to the
 * bootstrap class path. It does a part of what ka-agent does: connect, by Socket and SocketChannel.
 */
public final class BuilderAgent {

  private BuilderAgent() {}

  /**
   * Weaves.
   *
   * @param arguments the jar with {@link BuilderHook}
   * @throws IOException if that can't be read
   */
  public static void premain(String arguments, Instrumentation instrumentation) throws IOException {
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(new File(arguments)));
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .ignore(none())
        .type(named("java.net.Socket").or(named("sun.nio.ch.SocketChannelImpl")))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(Connect.class)
                        .on(named("connect").and(takesArgument(0, SocketAddress.class)))))
        .installOn(instrumentation);
  }

  /** Woven into connect. */
  static final class Connect {

    private Connect() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object socket, @Advice.Argument(0) SocketAddress remote) {
      BuilderHook.connecting(socket, remote);
    }
  }
}
