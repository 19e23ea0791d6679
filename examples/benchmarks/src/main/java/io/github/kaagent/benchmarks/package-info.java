/**
 * What the agent costs: start-up, connections, many connections, and its own code under JMH. All of
 * it is run by {@link io.github.kaagent.benchmarks.Benchmarks}; every figure is a ratio of runs
 * that were interleaved, with its median and quartiles.
 */
package io.github.kaagent.benchmarks;
