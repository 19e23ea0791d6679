/**
 * The command {@code selftest}: every way in which the JDK opens a TCP connection, read back from
 * the kernel. It may use what {@code cli} may, and {@code cli} itself. Begin with {@code
 * SocketWays}, the first of the tables; {@code Selftest} starts a JVM for each {@code Variant}, in
 * which {@code JvmUnderTest} goes through them.
 */
package io.github.kaagent.cli.selftest;
