package io.github.kaagent.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "in:db.test",
        "in:",
        ":80",
        "*:",
        "*:0",
        "*:65536",
        "*:90-80",
        "*:80-",
        "*:-80",
        "*:x",
        "*:8 0",
        "*:+80",
        "*:٨٠",
        "10.1.2",
        "10.1.2.3.4",
        "10.1.2.256",
        "10.1.2.03",
        "10.1.2.3/33",
        "10.1.2.3/",
        "10.1.2.3/x",
        "10.1.2.3/8",
        "10.1.2.3/8/8",
        "10.*",
        "1.2.3.4:80:90",
        "80",
        ".",
        "/8",
        "[",
        "]",
        "[]",
        "[]:80",
        "[::1",
        "::1]",
        "[::1]80",
        "[::1]:",
        "[::1]:0",
        "[db.test]:80",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::12345",
        "::g",
        "::1%eth0",
        "fe80::1/129",
        "2001:db8::1/32",
        "::1.2.3",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "**",
        "http://db.test",
        "db.test/8",
        "db?test",
        "in:in:*",
        "*/0",
        "loopback/8",
        "::٣"
      })
  void whatIsNoPatternIsAMistake(String pattern) {
    List<String> mistakes = Arguments.parse("only=" + pattern, null).mistakes;
    assertEquals(1, mistakes.size(), mistakes.toString());
    assertTrue(mistakes.get(0).startsWith("ka-agent: only=" + pattern + ": "), mistakes.get(0));
  }

  @ParameterizedTest
  @CsvSource({"*, 1", "'*:1,[::1]:2', 2", "' in:* , out:db.test:1-2 ,10.0.0.0/8', 3"})
  void commasSeparatePatterns(String text, int count) {
    List<String> mistakes = new ArrayList<>();
    assertEquals(count, PatternParser.parse(text, "only", "argument", mistakes).size());
    assertEquals(List.of(), mistakes);
  }

  @Test
  void eachThatIsNoneIsAMistakeAndTheOthersAreRead() {
    List<String> mistakes = new ArrayList<>();
    assertEquals(1, PatternParser.parse("a b,*,10.1.2", "only", "argument", mistakes).size());
    assertEquals(2, mistakes.size(), mistakes::toString);
    assertTrue(mistakes.get(0).startsWith("ka-agent: only=a b: "), mistakes.get(0));
    assertTrue(mistakes.get(1).startsWith("ka-agent: only=10.1.2: "), mistakes.get(1));
  }
}
