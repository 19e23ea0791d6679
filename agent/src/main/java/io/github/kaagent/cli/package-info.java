/**
 * The commands: {@code list}, {@code attach}, {@code status}, {@code detach}, {@code check}, {@code
 * selftest} and {@code probe}. It may use every package but {@code launch}, {@code agent}, {@code
 * weave} and {@code log}, and runs in a JVM of its own. Begin with {@link
 * io.github.kaagent.cli.Commands}.
 */
package io.github.kaagent.cli;
