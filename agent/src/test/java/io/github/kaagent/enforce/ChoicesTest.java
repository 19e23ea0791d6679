package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.kaagent.options.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the application chose for its sockets: any object will do for one here. */
class ChoicesTest {

  private static final int MOST = 65536;

  private final Choices choices = new Choices();

  @Test
  void areKnownOfEachSocketByIdentity() {
    Object one = List.of();
    Object equal = new ArrayList<>();

    choices.put(one, Option.IDLE, 61);
    choices.put(one, Option.CNT, 5);

    assertEquals(61, choices.get(one, Option.IDLE));
    assertEquals(5, choices.get(one, Option.CNT));
    assertEquals(Decision.NOT_CHOSEN, choices.get(one, Option.INTVL));
    assertFalse(choices.has(equal));
  }

  @Test
  void areThoseOfSoManySocketsAndAClosedOneMakesRoom() {
    List<Object> open = fill();
    Object oneMore = new Object();
    choices.put(oneMore, Option.IDLE, 61);
    assertFalse(choices.has(oneMore));

    choices.remove(open.get(7));
    choices.put(oneMore, Option.IDLE, 61);

    assertFalse(choices.has(open.get(7)));
    assertEquals(61, choices.get(oneMore, Option.IDLE));
    assertEquals(61, choices.get(open.get(8), Option.IDLE));
  }

  /** The collector says when; it may have to be asked more than once. */
  @Test
  void ofSocketsThatAreGarbageMakeRoomToo() {
    fill();
    Object oneMore = new Object();

    assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () -> {
          while (!choices.has(oneMore)) {
            System.gc();
            choices.put(oneMore, Option.IDLE, 61);
          }
        });
  }

  private List<Object> fill() {
    List<Object> open = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      Object socket = new Object();
      open.add(socket);
      choices.put(socket, Option.IDLE, 61);
    }
    return open;
  }
}
