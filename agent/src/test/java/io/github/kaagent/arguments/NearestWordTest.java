package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "idel, idle",
        "IDLE, idle",
        "intervall, none",
        "interval, intvl",
        "user-timeout, user_timeout",
        "cn, cnt",
        "ctn, cnt",
        "cxn, none",
        "ctx, none",
        "x, none",
        "'', none",
        "password, none",
        "idleidleidleidleidleidleidleidle, none"
      })
  void theFewestSlipsWin(String typed, String meant) {
    assertEquals(meant, NearestWord.of(typed, "idle", "intvl", "cnt", "user_timeout"));
  }
}
