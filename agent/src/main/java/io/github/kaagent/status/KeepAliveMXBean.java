package io.github.kaagent.status;

import java.util.List;
import java.util.Map;

/** The agent's MBean, {@code io.github.kaagent:type=KeepAlive}. It can't change anything. */
public interface KeepAliveMXBean {

  /** The agent's version. */
  String getVersion();

  /** How the agent was started: {@code -javaagent}, or {@code attached at} and the time. */
  String getStarted();

  /** Every argument with the value in force. */
  Map<String, String> getSettings();

  /** Connections whose options the agent has set. */
  long getApplied();

  /** Connections that already had the wanted values. */
  long getAlready();

  /** Mode cap: how often the application's value was shorter and kept, or longer and shortened. */
  long getCapped();

  /** Attempts of the application to set another value, which the agent has reversed. */
  long getOverruled();

  /** Connections left alone because of {@code only} or {@code exclude}. */
  long getExcluded();

  /** Connections that would have been changed in another mode than report. */
  long getReported();

  /** Connections that could not be covered. */
  long getFailed();

  /**
   * All the counters above, such as {@code applied}, then split by direction and kind of socket,
   * such as {@code applied.out.channel}.
   */
  Map<String, Long> getCounters();

  /** Failures of the agent, caught before they could reach the application, counted by kind. */
  Map<String, Long> getFailures();

  /**
   * What the kernel counts for the network namespace, which is a pod's or a machine's and not this
   * JVM's: {@code TCPKeepAlive}, probes sent; {@code TCPAbortOnTimeout}, connections dropped for
   * silence; {@code TCPTimeouts}, retransmission timers that ran out. Empty if it can't be read.
   */
  Map<String, Long> getNamespaceCounters();

  /** How much these counters have grown since the agent met the first socket of this JVM. */
  Map<String, Long> getNamespaceCountersSinceStart();

  /**
   * Connections of this JVM with probes that are unanswered so far; -1 if they can't be listed.
   * Each call makes one or two system calls for every descriptor.
   */
  int getUnanswered();

  /** The methods into which the agent has woven its calls. */
  List<String> getWovenMethods();

  /**
   * Every TCP connection of the process as the kernel has it now. An operation, not an attribute:
   * tools read all attributes, and this goes through all open descriptors.
   *
   * @throws IllegalStateException if they can't be read here
   */
  List<SocketRow> openSockets();
}
