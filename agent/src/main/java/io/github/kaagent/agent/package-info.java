/**
 * The life of the agent in a JVM: it starts, changes, answers commands and is detached. It may use
 * every package but {@code launch} and {@code cli}, and none of them uses it. Begin with {@link
 * io.github.kaagent.agent.Premain} and follow it into {@link io.github.kaagent.agent.KeepAlive}.
 */
package io.github.kaagent.agent;
