/**
 * The agent's events for JDK Flight Recorder. Loaded only once a recording has started, and only by
 * what runs in the application's JVM; it knows nothing of the agent, and may use the JDK alone. It
 * is a source folder of its own ({@code src/main/jfr}), for module jdk.jfr is not in the API that
 * release 8 compiles against. Begin with {@link io.github.kaagent.jfr.Events}.
 */
package io.github.kaagent.jfr;
