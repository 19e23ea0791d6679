/**
 * The command {@code probe}: after how much silence the path to a host forgets a connection, and
 * the keepalive that prevents it. It uses only the JDK's public API, {@code cli}, and the agent's
 * JSON, so it runs wherever Java knows the options.
 *
 * <p>Begin with {@link io.github.kaagent.cli.probe.Probe}: each {@code SilentConnection} of a
 * {@code ProbeSeries} has a thread; {@code Search} decides what is opened next, {@code Findings}
 * what was found, and neither knows of sockets. {@code Listener} is {@code --listen}, the other
 * end.
 */
package io.github.kaagent.cli.probe;
