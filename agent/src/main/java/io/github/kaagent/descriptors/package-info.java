/**
 * The sockets open in this process, or in another, found by their descriptors; and the sweep, which
 * looks again every so many seconds. It may use {@code options} and, for another process, jnr-ffi.
 * Begin with {@link io.github.kaagent.descriptors.OpenSockets}.
 */
package io.github.kaagent.descriptors;
