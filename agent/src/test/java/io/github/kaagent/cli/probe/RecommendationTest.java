package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecommendationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          340   | idle=272,intvl=34,cnt=5    | 442
          7200  | idle=5760,intvl=60,cnt=5   | 6060
          4     | idle=3,intvl=1,cnt=60      | 63
          1     | idle=1,intvl=1,cnt=60      | 61
          86400 | idle=32767,intvl=60,cnt=5  | 33067
          """)
  void idleIsFourFifthsOfWhatWasSurvived(int lived, String arguments, int detection) {
    Recommendation recommendation = new Recommendation(lived);

    assertEquals(arguments, recommendation.arguments);
    assertTrue(recommendation.sum.endsWith(" = " + detection), recommendation.sum);
  }
}
