package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

  /** Findings written {@code answered:15:20000}: how it ended, idle seconds, after milliseconds. */
  static Findings findings(String connections) {
    List<ProbeResult> ended = new ArrayList<>();
    for (String connection : connections.strip().split(" +", 0)) {
      String[] parts = connection.split(":", -1);
      int idle = Integer.parseInt(parts[1]);
      long after = parts.length > 2 ? Long.parseLong(parts[2]) : idle * 1000L + 20;
      ended.add(new ProbeResult(idle, Fate.of(parts[0]), after, null));
    }
    return new Findings(ended);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          answered:15 answered:26                            | 26 | none      | false
          answered:15 silent:26                              | 15 | silent:26 | false
          answered:15 silent:26 silent:46                    | 15 | silent:26 | false
          answered:15 silent:26 silent:46 silent:26          | 15 | silent:26 | true
          answered:15 reset:26 reset:26                      | 15 | reset:26  | true
          answered:15 silent:26 answered:46                  | 46 | none      | false
          answered:15 silent:26 answered:26                  | 26 | none      | false
          answered:15 silent:26 answered:46 silent:26        | 15 | silent:26 | true
          answered:15 silent:26 answered:26 silent:26        | 15 | silent:26 | true
          answered:26 answered:26 silent:26 silent:26        | 26 | none      | false
          closed:5:5010 closed:5:5020                        | 5  | closed:5  | true
          answered:46 closed:81:60010 closed:142:60012       | 46 | closed:81 | true
          answered:46 closed:81:60010                        | 46 | closed:81 | false
          answered:46 closed:81:60010 closed:142:72000       | 46 | closed:81 | true
          answered:46 closed:81:60010 closed:142:75100       | 46 | closed:81 | false
          closed:3:1500 closed:4:2500                        | 0  | closed:3  | true
          closed:3:1500 closed:4:2501                        | 0  | closed:3  | false
          answered:15 reset:26 reset:81:26020                | 15 | reset:26  | false
          closed:1:5010 closed:4:5020 closed:6:5030          | 4  | closed:1  | true
          answered:4 reset:8:5010 reset:9:5011               | 4  | reset:8   | true
          refused:15:3 refused:26:4                          | 0  | none      | false
          silent:15 silent:15                                | 0  | silent:15 | true
          talked:15 open:26 unconnected:46:0                 | 0  | none      | false
          """)
  void aLossCountsWhenItWasRepeatedAndNoLongerSilenceWasSurvived(
      String connections, int lived, String died, boolean sure) {
    Findings findings = findings(connections);

    assertEquals(lived, findings.lived);
    ProbeResult loss = findings.died;
    assertEquals(died, loss == null ? "none" : loss.fate.word + ":" + loss.idle);
    assertEquals(sure, findings.isSure);
  }
}
