/**
 * The agent's events for JDK Flight Recorder. Loaded only once a recording has started, and only in
 * the application's JVM; it knows nothing of the agent, and may use the JDK alone. It is a source
 * folder of its own ({@code src/main/jfr}), because the API of release 8, against which the rest is
 * compiled, lacks module jdk.jfr. Begin with {@link io.github.kaagent.jfr.Events}.
 */
package io.github.kaagent.jfr;
