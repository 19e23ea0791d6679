/**
 * Which policy is for a socket, what it makes of each option, how that is set and counted, and what
 * has to be remembered of a socket. It may use {@code bridge}, {@code options}, {@code descriptors}
 * and {@code settings}, and runs in the application's threads: no lock, no output, no wait. A
 * connection comes in by {@link io.github.kaagent.enforce.WovenCalls}; begin there, and go on with
 * {@link io.github.kaagent.enforce.Enforcer}.
 */
package io.github.kaagent.enforce;
