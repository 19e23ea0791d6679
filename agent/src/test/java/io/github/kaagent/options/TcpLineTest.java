package io.github.kaagent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of /proc/net/tcp as a little-endian machine has them. */
public class TcpLineTest {

  @BeforeEach
  void onALittleEndianMachine() {
    Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void hasBothEndsItsInodeAndItsState() throws Exception {
    TcpLine socket = socket("01", "02:00001770");

    assertEquals("/127.0.0.1:8080", socket.local().toString());
    assertEquals("/127.0.0.2:50000", socket.remote().toString());
    assertEquals("established", socket.state);
    assertEquals(4242, socket.inode);
    assertEquals(8080, socket.localPort);
  }

  @Test
  void anAddressOfIpv6IsFourWords() throws Exception {
    String line = line("01", "00:00000000");

    TcpLine socket = TcpLine.of(line.replace("0200007F", "B80D0120000000000200030004000000"));

    assertEquals("/[2001:db8:0:0:3:2:0:4]:50000", socket.remote().toString());
  }

  /** The timer counts in units of USER_HZ, of which there are 100 a second. */
  @Test
  void theTimerHasItsNameAndWhenItIsDue() throws Exception {
    assertEquals("keepalive", socket("01", "02:00001770").timer);
    assertEquals(60_000, socket("01", "02:00001770").timerMillis);
    assertEquals("persist", socket("01", "04:00000020").timer);
    assertNull(socket("01", "00:00000000").timer);
  }

  @Test
  void whatIsUnansweredAreProbesOrRetransmissions() throws Exception {
    assertEquals(3, socket("01", "02:00001770").unanswered);
    assertEquals(10, socket("01", "01:00001770").unanswered);
  }

  @ParameterizedTest
  @CsvSource({
    "01, 02:00001770, true",
    "01, 00:00000000, false",
    "01, 01:00000020, ", // the retransmission timer hides that of keepalive
    "01, 04:00000020, ", // so does that of a zero window
    "02, 00:00000000, ",
  })
  void keepaliveIsOnOffOrNotToBeTold(String state, String timer, Boolean expected)
      throws Exception {
    assertEquals(expected, socket(state, timer).isKeepAlive);
  }

  @Test
  void aStateOrTimerThatIsNewerIsNoMistake() {
    assertEquals("new_syn_recv", socket("0C", "00:00000000").state);
    assertEquals("13", socket("0D", "00:00000000").state);
    assertNull(socket("01", "05:00000000").timer);
  }

  @Test
  void aListenerIsTold() throws Exception {
    assertEquals(true, socket("0A", "00:00000000").isListening);
    assertEquals(false, socket("08", "00:00000000").isListening);
  }

  @Test
  void aHeadingOrALineThatIsCutOffIsNone() {
    assertNull(
        TcpLine.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
                + "   uid  timeout inode"));
    assertNull(TcpLine.of("   0: 0100007F:1F90 0200007F:C350 01"));
    String line = line("01", "00:00000000");
    assertNull(TcpLine.of(line.substring(0, line.indexOf("42 2 ffff8881"))));
  }

  private static String line(String state, String timer) {
    return "   0: 0100007F:1F90 0200007F:C350 "
        + state
        + " 00000000:00000000 "
        + timer
        + " 0000000A  1000        3 4242 2 ffff8881 20 4 30 10 -1";
  }

  /** A socket with that state and timer as the columns have them; 3 probes, 10 retransmissions. */
  public static TcpLine socket(String state, String timer) {
    return TcpLine.of(line(state, timer));
  }
}
