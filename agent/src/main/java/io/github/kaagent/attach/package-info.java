/**
 * The command's side of an attach: processes, users, containers, and the messages to the agent
 * inside a JVM and back. It may use the JDK and Byte Buddy's attachment provider. Begin with {@link
 * io.github.kaagent.attach.TargetJvm}.
 */
package io.github.kaagent.attach;
