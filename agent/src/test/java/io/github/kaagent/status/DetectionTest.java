package io.github.kaagent.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # keepalive idle intvl cnt user_timeout timer timer_ms unanswered silent_ms: seconds
          0, 7200, 75, 9,     0,           ,     0, 0,     0, never
          1,   60, 10, 6,     0,           ,     0, 0, 40000, 120
          1,   60, 10, 6,     0,  keepalive, 60000, 0,     0, 120
          1,   60, 10, 6,     0,  keepalive, 20000, 0, 40000, 80
          1,   60, 10, 6,     0,  keepalive, 20000, 0,  1000, 119
          1,   60, 10, 6,     0,  keepalive, 20000, 0,    -1, 120
          1,   60, 10, 6,     0,  keepalive,  3000, 4, 97000, 23
          1,   60, 10, 6,     0,  keepalive,  3000, 4,    -1, 23
          1,   60, 10, 6,     0,  keepalive,  3000, 6, 97000, 3
          1,   10, 60, 2,     0,  keepalive, 60000, 0,     0, 180
          1,    2,  1, 20, 6000,  keepalive,  2000, 0,     0, 6
          1,    2,  1, 3,  2500,  keepalive,  2000, 0,     0, 3
          1,    2,  1, 3, 12000,  keepalive,  2000, 0,     0, 12
          1,    2,  1, 20, 6000,  keepalive,   500, 2,  3500, 3
          1,   60, 10, 6, 30000,  keepalive, 60000, 0,     0, 70
          1,   60,  0, 0, 90000,  keepalive, 60000, 0,     0, 60
          1,   60, 10, 6,     0, retransmit,   200, 1,  1000, 925
          0, 7200, 75, 9, 30500, retransmit,   200, 1,  1000, 31
          1,   60, 10, 6, 35000,    persist,   200, 1,  1000, 35
          """)
  void aDeadPeerIsNoticed(
      long keepAlive,
      long idle,
      long intvl,
      long cnt,
      long userTimeout,
      String timer,
      long timerMillis,
      long unanswered,
      long silentMillis,
      String expected) {
    long[] values = {keepAlive, idle, intvl, cnt, userTimeout};

    long seconds = Detection.seconds(values, timer, timerMillis, unanswered, silentMillis);

    assertEquals(expected, seconds == Detection.NEVER ? "never" : String.valueOf(seconds));
  }
}
