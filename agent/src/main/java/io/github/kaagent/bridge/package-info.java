/**
 * The classes that woven code calls are in java.base (java.net.KaAgentBridge and its neighbours,
 * source in {@code src/main/bridge}); this package puts them there, and has what crosses the bridge
 * besides types of the JDK. It may use the JDK alone. Begin with {@code KaAgentBridge} and then
 * {@link io.github.kaagent.bridge.Bridge}; {@code JavaBase} has a variant for JDK 9 and later
 * ({@code src/main/java9}).
 */
package io.github.kaagent.bridge;
