/**
 * Text to an immutable {@link io.github.kaagent.settings.Settings}: the table of arguments, the
 * patterns and rules that say which socket gets which values, and the mistakes of a text, all at
 * once.
 *
 * <p>This runs while a JVM starts, where each class costs half a millisecond: what plain {@code
 * idle=60,intvl=60,cnt=20} does not need (files, patterns, mistakes, warnings, the table as text)
 * is in classes of its own, and nothing here uses lambdas, streams, regular expressions or
 * reflection on the way up.
 */
package io.github.kaagent.settings;
