/**
 * The commands: {@code list}, {@code attach}, {@code status}, {@code detach}, {@code check}, {@code
 * selftest}, {@code probe} and {@code completion}. It may use {@code attach}, {@code status},
 * {@code enforce}, {@code descriptors}, {@code options}, {@code arguments} and {@code settings},
 * and runs in a JVM of its own. Begin with {@link io.github.kaagent.cli.Commands}.
 */
package io.github.kaagent.cli;
