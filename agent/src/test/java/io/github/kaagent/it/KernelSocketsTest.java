package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.KernelSockets.Row;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

/** The measuring tool itself, against a socket whose values are known. */
class KernelSocketsTest {

  @Test
  void readsWhatTheSocketWasGiven() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      socket.setKeepAlive(true);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 61);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 7);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 5);

      List<Row> rows = KernelSockets.of(ProcessHandle.current().pid());

      assertEquals(List.of("1/61/7/5"), values(rows, socket));
      assertEquals(
          List.of(0), rows(rows, accepted).stream().map(Row::keepalive).toList(), rows::toString);
    }
  }

  private static List<String> values(List<Row> rows, Socket socket) {
    return rows(rows, socket).stream().map(Row::values).toList();
  }

  private static List<Row> rows(List<Row> rows, Socket socket) {
    return rows.stream()
        .filter(row -> row.local().equals(socket.getLocalSocketAddress()))
        .filter(row -> socket.getRemoteSocketAddress().equals(row.remote()))
        .toList();
  }
}
