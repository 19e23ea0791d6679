package io.github.kaagent.bridge;

/** What a connection is to the application. Woven code says it by the ordinal. */
public enum Kind {
  /** java.net.Socket. */
  SOCKET,
  /** java.nio.channels.SocketChannel. */
  CHANNEL,
  /** java.nio.channels.AsynchronousSocketChannel. */
  ASYNCHRONOUS,
  /** A native transport's descriptor. */
  TRANSPORT,
  /** A descriptor of the process's that no join point has seen. */
  DESCRIPTOR
}
