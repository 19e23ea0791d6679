/**
 * Turns text into {@link io.github.kaagent.settings.Settings}: the table of arguments, the parsers
 * of arguments, config file and patterns, and the wording of mistakes and warnings. It may use
 * {@code settings} and the JDK. Since it runs while a JVM starts, what plain {@code
 * idle=60,intvl=60,cnt=20} does not need is in classes of its own, and nothing on that path uses
 * lambdas, regular expressions or reflection. Begin with {@link
 * io.github.kaagent.arguments.Arguments#parse}, and add an argument in {@link
 * io.github.kaagent.arguments.Argument}.
 */
package io.github.kaagent.arguments;
