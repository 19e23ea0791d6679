/**
 * What woven code calls is in java.base (java.net.KaAgentBridge and those beside it, whose source
 * is in {@code src/main/bridge}); this package puts it there and has what crosses it besides types
 * of the JDK. It may use the JDK alone. Begin with {@code KaAgentBridge} and then {@link
 * io.github.kaagent.bridge.Bridge}; {@code JavaBase} has a variant for JDK 9 and later ({@code
 * src/main/java9}).
 */
package io.github.kaagent.bridge;
