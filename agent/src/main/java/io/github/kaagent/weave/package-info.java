/**
 * Join points as tables, and the class visitor that puts their calls into the JDK's classes and
 * Netty's. It may use {@code bridge} and {@code options} for the numbers that woven code hands
 * over, {@code settings}, and Byte Buddy's own ASM. Begin with {@code JdkJoinPoints}; a class comes
 * in by {@link io.github.kaagent.weave.Transformer}.
 */
package io.github.kaagent.weave;
