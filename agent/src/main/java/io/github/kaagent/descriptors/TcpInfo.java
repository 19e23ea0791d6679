package io.github.kaagent.descriptors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What TCP_INFO (struct tcp_info, linux/tcp.h) tells of a connection's silence. Immutable. */
public final class TcpInfo {

  /** As far as it is needed, which every Linux that runs a JDK has. */
  static final int LENGTH = 60;

  private static final int LAST_DATA_RECEIVED = 52;
  private static final int LAST_ACK_RECEIVED = 56;

  private final long silentMillis;

  /** Reads what the kernel has filled in. */
  TcpInfo(byte[] info) {
    ByteBuffer fields = ByteBuffer.wrap(info).order(ByteOrder.nativeOrder());
    // The earlier one, as keepalive_time_elapsed in Linux's include/net/tcp.h has it.
    silentMillis =
        Math.min(
            Integer.toUnsignedLong(fields.getInt(LAST_DATA_RECEIVED)),
            Integer.toUnsignedLong(fields.getInt(LAST_ACK_RECEIVED)));
  }

  /** For how many milliseconds nothing has come from the other end. */
  public long silentMillis() {
    return silentMillis;
  }
}
