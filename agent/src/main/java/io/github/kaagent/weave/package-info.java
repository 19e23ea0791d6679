/**
 * Join points as tables, and the class visitor that puts their calls into the classes of the JDK
 * and of Netty. It may use {@code bridge} and {@code options} for the numbers that woven code
 * passes on, {@code settings}, and the ASM in Byte Buddy. Begin with {@code JdkJoinPoints}; the JVM
 * calls {@link io.github.kaagent.weave.Transformer}.
 */
package io.github.kaagent.weave;
