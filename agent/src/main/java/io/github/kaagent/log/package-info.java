/**
 * The agent's log, kept apart from the application's, and the failures that were kept from it.
 * Nobody who logs ever waits: lines go through a bounded queue to a thread of its own. It may use
 * the JDK and, for a file, tinylog's writer. Begin with {@link io.github.kaagent.log.Log}.
 */
package io.github.kaagent.log;
