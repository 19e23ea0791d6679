package io.github.kaagent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogQueueTest {

  private final LogQueue queue = new LogQueue();

  @Test
  void linesComeOutAsTheyWentIn() {
    add(0, 3);

    assertEquals(List.of("0", "1", "2"), all());
    assertNull(queue.poll());
    add(3, 4);
    assertEquals(List.of("3"), all());
  }

  @Test
  void whatFindsNoPlaceIsCountedWhereItWouldHaveBeen() {
    add(0, LogQueue.MOST + 3);
    queue.poll();
    queue.poll();
    add(7000, 7001);

    List<String> left = all();
    assertEquals(LogQueue.MOST, left.size());
    assertEquals(
        List.of(String.valueOf(LogQueue.MOST - 1), "3 lines lost before this one", "7000"),
        left.subList(left.size() - 3, left.size()));
  }

  @Test
  void whatIsLostLastIsToldWithoutALineBehindIt() {
    add(0, LogQueue.MOST + 1);
    queue.lose();

    List<String> all = all();
    assertEquals(LogQueue.MOST + 1, all.size());
    assertEquals("2 lines lost before this one", all.get(LogQueue.MOST));
    assertTrue(queue.isEmpty());
  }

  @Test
  void isNotEmptyBeforeItIsToldHowManyAreLost() {
    queue.lose();

    assertFalse(queue.isEmpty());
    assertEquals(List.of("1 line lost before this one"), all());
    assertTrue(queue.isEmpty());
  }

  private void add(int from, int to) {
    IntStream.range(from, to)
        .forEach(number -> queue.add(new LogLine(0, "info", String.valueOf(number), 1)));
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (LogLine line = queue.poll(); line != null; line = queue.poll()) {
      all.add(line.toString().split(" ", 4)[3]);
    }
    return all;
  }
}
