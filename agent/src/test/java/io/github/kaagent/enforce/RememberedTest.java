package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.kaagent.options.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is remembered of sockets; any object will do as a socket here. */
class RememberedTest {

  private final Remembered remembered = new Remembered();

  @Test
  void choicesAreKnownOfEachSocketByIdentity() {
    Object one = List.of();
    Object equal = new ArrayList<>();

    remembered.make(one).choose(Option.IDLE, 61);
    remembered.make(one).choose(Option.CNT, 5);

    assertEquals(61, remembered.of(one).chosen(Option.IDLE));
    assertEquals(5, remembered.of(one).chosen(Option.CNT));
    assertEquals(Decision.NOT_CHOSEN, remembered.of(one).chosen(Option.INTVL));
    assertSame(Facts.NONE, remembered.of(equal));
  }

  /** Of some 60,000 objects two have the same. */
  @Test
  void twoWithTheSameHashAreTwo() {
    Map<Integer, Object> byHash = new HashMap<>();
    Object one = null;
    Object other = null;
    while (other == null) {
      one = new Object();
      other = byHash.put(System.identityHashCode(one), one);
    }

    remembered.make(one).choose(Option.IDLE, 61);

    assertSame(Facts.NONE, remembered.of(other));
  }

  @Test
  void thereIsRoomForSoManySocketsAndAClosedOneMakesMore() {
    List<Object> open = fill();
    Object oneMore = new Object();
    remembered.make(oneMore).choose(Option.IDLE, 61);
    assertSame(Facts.NONE, remembered.of(oneMore));
    remembered.make(open.get(6)).choose(Option.CNT, 5);
    assertEquals(5, remembered.of(open.get(6)).chosen(Option.CNT));

    remembered.remove(open.get(7));
    remembered.make(oneMore).choose(Option.IDLE, 61);

    assertSame(Facts.NONE, remembered.of(open.get(7)));
    assertEquals(61, remembered.of(oneMore).chosen(Option.IDLE));
    assertEquals(61, remembered.of(open.get(8)).chosen(Option.IDLE));
  }

  /** The garbage collector may have to be asked more than once. */
  @Test
  void socketsThatAreGarbageMakeRoomToo() {
    fill();
    Object oneMore = new Object();

    assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () -> {
          while (remembered.of(oneMore) == Facts.NONE) {
            System.gc();
            remembered.make(oneMore);
          }
        });
  }

  private List<Object> fill() {
    List<Object> open = new ArrayList<>();
    for (int i = 0; i < Remembered.MAX_SOCKETS; i++) {
      Object socket = new Object();
      open.add(socket);
      remembered.make(socket).choose(Option.IDLE, 61);
    }
    return open;
  }
}
