/**
 * What users see of the agent and of a JVM's sockets: status as text and JSON, its rows, and the
 * MBean's interface. It may use {@code options} and {@code descriptors}. Begin with {@link
 * io.github.kaagent.status.Status}.
 */
package io.github.kaagent.status;
