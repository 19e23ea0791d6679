/**
 * The command {@code selftest}: opens a TCP connection in every way that the JDK has, in a JVM
 * under the agent, and compares what the kernel then holds with what was asked for.
 *
 * <p>{@link io.github.kaagent.cli.selftest.Selftest} starts one JVM a {@code Variant}; in there
 * {@code Here} goes through {@code Ways}, the table of all ways, opens each on a {@code Loopback},
 * and has {@code Ends} read what is new. The classes named {@code ...Ways} play the application.
 */
package io.github.kaagent.cli.selftest;
