package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.weave.Transformer;
import org.junit.jupiter.api.Test;

class AgentInsideTest {

  @Test
  void looksForAClassThatTheAgentHas() {
    assertEquals(Transformer.class.getName(), AgentInside.TRANSFORMER);
  }
}
