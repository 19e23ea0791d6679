package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

  @ParameterizedTest
  @CsvSource({"60, 60, 20, 1260", "0, 60, 20, -1", "60, 0, 20, -1", "60, 60, 0, -1"})
  void aSilentPeerIsNoticedAfterIdleAndAllProbes(int idle, int intvl, int cnt, int seconds) {
    assertEquals(seconds, policy(idle, intvl, cnt).detection());
  }

  @ParameterizedTest
  @CsvSource({"60, 61, 20, 60, 61, 20", "0, 61, 20, 7200, 61, 20", "0, 0, 0, 7200, 75, 9"})
  void theMachineGivesWhatIsLeftToIt(
      int idle, int intvl, int cnt, int hereIdle, int hereIntvl, int hereCnt) {
    Policy here = policy(idle, intvl, cnt).onMachine(7200, 75, 9);
    assertEquals(List.of(hereIdle, hereIntvl, hereCnt), List.of(here.idle, here.intvl, here.cnt));
    assertEquals(7, here.userTimeout);
    assertEquals(Mode.CAP, here.mode);
    assertEquals("name", here.rule);
  }

  private static Policy policy(int idle, int intvl, int cnt) {
    return new Policy("name", Mode.CAP, idle, intvl, cnt, 7);
  }
}
