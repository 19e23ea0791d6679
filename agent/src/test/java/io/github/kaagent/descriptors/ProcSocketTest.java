package io.github.kaagent.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of /proc/net/tcp, as a little-endian machine has them. */
class ProcSocketTest {

  @BeforeEach
  void onALittleEndianMachine() {
    Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void hasBothEndsItsInodeAndItsState() throws Exception {
    ProcSocket socket = socket("01", "02:00001770");

    assertEquals("/127.0.0.1:8080", socket.local().toString());
    assertEquals("/127.0.0.2:50000", socket.remote().toString());
    assertEquals(7, socket.descriptor());
    assertEquals("established", socket.state());
    assertEquals(4242, ProcSocket.inode(ProcSocket.columns(line("01", "00:00000000"))));
  }

  /** USER_HZ is 100. */
  @Test
  void theKeepaliveTimerTellsWhenTheNextProbeIsDue() throws Exception {
    assertEquals(60, socket("01", "02:00001770").nextProbe());
    assertEquals(-1, socket("01", "01:00001770").nextProbe());
  }

  @ParameterizedTest
  @CsvSource({
    "01, 02:00001770, true",
    "01, 00:00000000, false",
    "01, 01:00000020, ", // data is unacknowledged: that timer hides the other
    "01, 04:00000020, ", // a zero window's
    "02, 00:00000000, ",
  })
  void keepaliveIsOnOffOrNotToBeTold(String state, String timer, Boolean expected)
      throws Exception {
    assertEquals(expected, socket(state, timer).isKeepAlive());
  }

  @Test
  void aListenerIsTold() throws Exception {
    assertEquals(true, socket("0A", "00:00000000").isListening());
    assertEquals(false, socket("08", "00:00000000").isListening());
  }

  @Test
  void aHeadingOrALineThatIsCutOffIsNone() {
    assertNull(ProcSocket.columns("  sl  local_address rem_address   st tx_queue rx_queue tr"));
    assertNull(ProcSocket.columns("   0: 0100007F:1F90 0200007F:C350 01"));
  }

  private static String line(String state, String timer) {
    return "   0: 0100007F:1F90 0200007F:C350 "
        + state
        + " 00000000:00000000 "
        + timer
        + " 00000000  1000        0 4242 2 ffff8881 20 4 30 10 -1";
  }

  private static ProcSocket socket(String state, String timer) throws IOException {
    return ProcSocket.of(7, ProcSocket.columns(line(state, timer)));
  }
}
