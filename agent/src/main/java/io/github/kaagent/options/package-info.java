/**
 * How an option reaches the kernel: by the JDK's own natives, or by jnr-ffi where these can't be
 * called. It may use {@code bridge} and {@code settings}; the JDK's natives are called from here
 * and nowhere else. Begin with {@link io.github.kaagent.options.Kernel}.
 */
package io.github.kaagent.options;
