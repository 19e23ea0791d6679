/**
 * Text to {@link io.github.kaagent.settings.Settings}: the table of arguments, the readers of
 * arguments, config file and patterns, and the lines for what is wrong or unwise in them. It may
 * use {@code settings} and the JDK, and since it runs while a JVM starts, what plain {@code
 * idle=60,intvl=60,cnt=20} does not need is in classes of its own, and nothing on that way uses
 * lambdas, regular expressions or reflection. Begin with {@link
 * io.github.kaagent.arguments.Arguments#parse}, and add an argument in {@link
 * io.github.kaagent.arguments.Argument}.
 */
package io.github.kaagent.arguments;
