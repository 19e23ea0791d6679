/**
 * Finds the policy for a socket, decides the value of each option, sets it, counts the result, and
 * remembers what it has to of a socket. It may use {@code bridge}, {@code options}, {@code
 * descriptors} and {@code settings}, and runs on the application's threads: no lock, no output, no
 * wait. Begin with {@link io.github.kaagent.enforce.WovenCalls}, which woven code calls, and go on
 * with {@link io.github.kaagent.enforce.Enforcer}.
 */
package io.github.kaagent.enforce;
