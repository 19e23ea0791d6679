/**
 * The agent's log, kept apart from the application's, and the failures that were kept from the
 * application. Callers never wait: lines go through a bounded queue to the log's own thread. It may
 * use the JDK and, for a file, tinylog's writer. Begin with {@link io.github.kaagent.log.Log}.
 */
package io.github.kaagent.log;
