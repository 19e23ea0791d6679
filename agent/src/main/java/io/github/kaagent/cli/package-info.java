/**
 * The commands: {@code list}, {@code attach}, {@code status}, {@code detach}, {@code check}, {@code
 * selftest}, {@code probe} and {@code completion}. They run in a JVM of their own, and may use
 * {@code attach}, {@code status}, {@code enforce}, {@code descriptors}, {@code options}, {@code
 * arguments} and {@code settings}. Begin with {@link io.github.kaagent.cli.Commands}.
 */
package io.github.kaagent.cli;
