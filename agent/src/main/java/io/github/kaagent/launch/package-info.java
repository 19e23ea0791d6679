/**
 * What the application's class path sees of the agent: the entry points for the JVM, the main class
 * of the commands, and the class loader for all the rest. It may use the JDK alone, and reaches the
 * rest by name, through {@code java.util.function} types that both sides know. Begin with {@link
 * io.github.kaagent.launch.Agent}; how the jar is laid out is in {@code AgentJar}.
 */
package io.github.kaagent.launch;
