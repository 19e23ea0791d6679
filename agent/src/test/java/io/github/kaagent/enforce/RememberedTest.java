package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.kaagent.options.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of sockets: any object will do for one here. */
class RememberedTest {

  private final Remembered remembered = new Remembered();

  @Test
  void choicesAreKnownOfEachSocketByIdentity() {
    Object one = List.of();
    Object equal = new ArrayList<>();

    remembered.choose(one, Option.IDLE, 61);
    remembered.choose(one, Option.CNT, 5);

    assertEquals(61, remembered.chosen(one, Option.IDLE));
    assertEquals(5, remembered.chosen(one, Option.CNT));
    assertEquals(Decision.NOT_CHOSEN, remembered.chosen(one, Option.INTVL));
    assertFalse(remembered.has(equal));
  }

  @Test
  void thereIsRoomForSoManySocketsAndAClosedOneMakesMore() {
    List<Object> open = fill();
    Object oneMore = new Object();
    remembered.choose(oneMore, Option.IDLE, 61);
    assertFalse(remembered.has(oneMore));

    remembered.remove(open.get(7));
    remembered.choose(oneMore, Option.IDLE, 61);

    assertFalse(remembered.has(open.get(7)));
    assertEquals(61, remembered.chosen(oneMore, Option.IDLE));
    assertEquals(61, remembered.chosen(open.get(8), Option.IDLE));
  }

  /** The collector says when; it may have to be asked more than once. */
  @Test
  void socketsThatAreGarbageMakeRoomToo() {
    fill();
    Object oneMore = new Object();

    assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () -> {
          while (!remembered.has(oneMore)) {
            System.gc();
            remembered.choose(oneMore, Option.IDLE, 61);
          }
        });
  }

  private List<Object> fill() {
    List<Object> open = new ArrayList<>();
    for (int i = 0; i < Remembered.MOST; i++) {
      Object socket = new Object();
      open.add(socket);
      remembered.choose(socket, Option.IDLE, 61);
    }
    return open;
  }
}
