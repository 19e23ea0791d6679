package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpacingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7200  | 12 | 15, 26, 46, 81, 142, 249, 436, 764, 1339, 2346, 4110, 7200
          300   | 3  | 15, 67, 300
          600   | 2  | 15, 600
          60    | 4  | 3, 8, 22, 60
          12    | 12 | 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
          12    | 6  | 1, 2, 3, 5, 8, 12
          2     | 12 | 1, 2
          """)
  void theFirstRoundIsGeometricAndEndsAtTheEnd(int end, int connections, String times) {
    assertEquals("[" + times + "]", Search.first(end, connections).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          249 | 436 | 12 | 261, 273, 286, 300, 314, 329, 345, 362, 379, 397, 416
          4   | 6   | 12 | 5
          0   | 4   | 12 | 1, 2, 3
          0   | 4   | 2  | 1, 2
          100 | 400 | 2  | 200
          """)
  void aLaterRoundLiesBetweenWhatLivedAndWhatDied(
      int above, int below, int connections, String times) {
    assertEquals("[" + times + "]", Search.between(above, below, connections).toString());
  }

  @Test
  void betweenTwoNeighboursThereIsNothing() {
    assertEquals(List.of(), Search.between(4, 5, 12));
    assertEquals(List.of(), Search.between(0, 1, 12));
  }
}
