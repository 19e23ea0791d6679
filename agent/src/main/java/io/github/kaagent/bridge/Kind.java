package io.github.kaagent.bridge;

/** What a connection is to the application. Woven code passes the ordinal. */
public enum Kind {
  /** java.net.Socket. */
  SOCKET,
  /** java.nio.channels.SocketChannel. */
  CHANNEL,
  /** java.nio.channels.AsynchronousSocketChannel. */
  ASYNCHRONOUS,
  /** A socket of a native transport. */
  TRANSPORT,
  /** A descriptor of this process that no join point has seen. */
  DESCRIPTOR
}
