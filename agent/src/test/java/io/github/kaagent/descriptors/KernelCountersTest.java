package io.github.kaagent.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KernelCountersTest {

  private static final String FILE =
      """
      TcpExt: SyncookiesSent TCPKeepAlive TCPTimeouts
      TcpExt: 1 22 333
      IpExt: InOctets
      IpExt: 4
      """;

  @Test
  void aValueIsBelowItsName() {
    assertEquals(22, counters(FILE).of("TcpExt:", "TCPKeepAlive"));
    assertEquals(4, counters(FILE).of("IpExt:", "InOctets"));
  }

  @Test
  void whatTheKernelDoesNotHaveIsUnknown() {
    assertEquals(-1, counters(FILE).of("TcpExt:", "InOctets"));
    assertEquals(-1, counters(FILE).of("MPTcpExt:", "x"));
    assertEquals(-1, counters("").of("TcpExt:", "TCPKeepAlive"));
  }

  @Test
  void aFileThatWasCutOffHasNoneOfWhatIsMissing() {
    String cut = FILE.substring(0, FILE.indexOf(" 333"));

    assertEquals(22, counters(cut).of("TcpExt:", "TCPKeepAlive"));
    assertEquals(-1, counters(cut).of("TcpExt:", "TCPTimeouts"));
  }

  private static KernelCounters counters(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new KernelCounters(bytes, bytes.length);
  }
}
