package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OutcomeTest {

  @Test
  void readsAnAnswer() {
    Outcome outcome = Outcome.parse("Netty-epoll|1795746411827|answered 34962");
    assertEquals(new Outcome("Netty-epoll", 1795746411827L, "answered 34962"), outcome);
    assertTrue(outcome.isAnswer());
  }

  @Test
  void readsAnExceptionWhateverItsMessage() {
    Outcome outcome = Outcome.parse("Socket|7|java.io.IOException: a|b");
    assertEquals(new Outcome("Socket", 7, "java.io.IOException: a|b"), outcome);
    assertFalse(outcome.isAnswer());
  }
}
