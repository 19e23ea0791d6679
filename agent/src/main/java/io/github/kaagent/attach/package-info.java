/**
 * The command's side of an attach: processes, users, containers, and the words that travel to the
 * agent inside and back. It may use the JDK and Byte Buddy's attachment provider, and names one
 * class of {@code weave}, by which it tells whether the agent runs in a JVM. Begin with {@link
 * io.github.kaagent.attach.TargetJvm}.
 */
package io.github.kaagent.attach;
