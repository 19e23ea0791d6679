package io.github.kaagent.status;

import java.util.List;
import java.util.Map;

/** The agent in JMX, as {@code io.github.kaagent:type=KeepAlive}; nothing can be changed by it. */
public interface KeepAliveMXBean {

  /** The agent's version. */
  String getVersion();

  /** How and when it was started. */
  String getStarted();

  /** Every argument with its value in force. */
  Map<String, String> getSettings();

  /** Connections whose options were set. */
  long getApplied();

  /** Connections that had the options already. */
  long getAlready();

  /** Connections and attempts where the application's values stayed, or were cut, in mode cap. */
  long getCapped();

  /** Attempts of the application's to set another value. */
  long getOverruled();

  /** Connections that are left alone. */
  long getExcluded();

  /** Connections that would have been changed but for mode report. */
  long getReported();

  /** Connections that could not be covered. */
  long getFailed();

  /**
   * All of these, {@code applied}, then by direction and kind of socket, {@code
   * applied.out.channel}.
   */
  Map<String, Long> getCounters();

  /** What was caught before it could reach the application, by kind of failure. */
  Map<String, Long> getFailures();

  /**
   * What the kernel counts for the network namespace, which is a pod's or a machine's and not this
   * JVM's: {@code TCPKeepAlive}, probes sent; {@code TCPAbortOnTimeout}, connections dropped for
   * silence; {@code TCPTimeouts}, retransmission timers that ran out. Empty if it can't be read.
   */
  Map<String, Long> getNamespaceCounters();

  /** How much of these has come since the agent came to the first socket of this JVM. */
  Map<String, Long> getNamespaceCountersSinceStart();

  /**
   * Connections of this JVM with probes that have no answer so far; -1 if they can't be listed. It
   * takes one or two system calls for each descriptor.
   */
  int getUnanswered();

  /** The methods of the JDK's that the agent takes part in. */
  List<String> getWovenMethods();

  /**
   * Every TCP connection of the process as the kernel has it now. An operation, for it looks
   * through all open descriptors, and tools read all attributes.
   *
   * @throws IllegalStateException if they can't be read here
   */
  List<SocketRow> openSockets();
}
