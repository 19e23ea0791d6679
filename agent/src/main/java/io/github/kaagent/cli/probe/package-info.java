/**
 * The command {@code probe}: after how much silence the path to a host forgets a connection, and
 * the keepalive that prevents it. Of the JDK it uses the public API alone, and of the agent {@code
 * cli} and its JSON: it runs wherever Java knows the options.
 *
 * <p>Begin with {@link io.github.kaagent.cli.probe.Probe}: each {@code SilentConnection} of a
 * {@code ProbeSeries} has a thread; what is opened next is decided by {@code Search}, what was
 * found by {@code Findings}, and both know nothing of sockets. {@code Listener} is {@code
 * --listen}, the other end.
 */
package io.github.kaagent.cli.probe;
