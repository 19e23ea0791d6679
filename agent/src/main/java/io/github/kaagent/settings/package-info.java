/**
 * The configuration in force in this JVM, as immutable values: the globals, the rules, the patterns
 * that select sockets, and the policy that each socket gets. It may use nothing but the JDK, must
 * not initialize InetAddress before the first connection, and is loaded while a JVM starts, where
 * each class costs half a millisecond: so no lambdas, regular expressions or reflection. Begin with
 * {@link io.github.kaagent.settings.Settings}, then see {@link io.github.kaagent.settings.Policy}.
 */
package io.github.kaagent.settings;
