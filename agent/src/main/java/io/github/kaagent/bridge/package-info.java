/**
 * The one class that woven code calls, java.net.KaAgentBridge, is in java.base (its source is in
 * {@code src/main/bridge}); this package puts it there and has what crosses it besides types of the
 * JDK. It may use the JDK alone. Begin with {@code KaAgentBridge} and then {@link
 * io.github.kaagent.bridge.JavaBase}, of which JDK 9 and later have a variant of their own ({@code
 * src/main/java9}).
 */
package io.github.kaagent.bridge;
