package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.cli.CommandException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db:5432                                | db   | 5432 | 7200 | 12 | false
          [fe80::1%eth0]:22 --json               | fe80::1%eth0 | 22 | 7200 | 12 | true
          --up-to 12s db:1                       | db   | 1    | 12   | 12 | false
          db:1 --up-to=5m --connections=4        | db   | 1    | 300  | 4  | false
          db:1 --up-to 90 --connections 100      | db   | 1    | 90   | 100 | false
          db:65535 --up-to 2s --connections 2    | db   | 65535 | 2   | 2  | false
          db:1 --up-to 24h                       | db   | 1    | 86400 | 12 | false
          --listen 7000                          |      | 7000 | 7200 | 12 | false
          --listen 0                             |      | 0    | 7200 | 12 | false
          """)
  void theyAreRead(String words, String host, int port, int upTo, int connections, boolean json)
      throws Exception {
    ProbeArguments arguments = ProbeArguments.of(List.of(words.split(" ", -1)));

    assertEquals(host, arguments.host);
    assertEquals(port, arguments.port);
    assertEquals(upTo, arguments.upToSeconds);
    assertEquals(connections, arguments.connections);
    assertEquals(json, arguments.isJson);
  }

  @ParameterizedTest
  @ValueSource(strings = {"db:5432", "[fe80::1%eth0]:22"})
  void theTargetIsShownAsItWasGiven(String target) throws Exception {
    assertEquals(target, ProbeArguments.of(List.of(target)).target());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --json                  | probe takes a HOST:PORT or --listen PORT
          db                      | probe: "db" is no HOST:PORT
          db:                     | probe: "db:" is no HOST:PORT
          ::1:22                  | probe: "::1:22" is no HOST:PORT
          db:0                    | probe: PORT 0: allowed: 1..65535
          db:1 db:2               | probe: "db:2" is no HOST:PORT
          db:1 --up-to            | probe: --up-to needs a value
          db:1 --up-to 1s         | --up-to 1s: allowed: 2s..24h
          db:1 --up-to 25h        | --up-to 25h: allowed: 2s..24h
          db:1 --up-to 3d         | --up-to 3d: allowed: 2s..24h
          db:1 --up-to 86401      | --up-to 86401: allowed: 2s..24h
          db:1 --connections 101  | --connections 101: allowed: 2..100
          db:1 --connections 1    | --connections 1: allowed: 2..100
          db:1 --connections x    | --connections x: allowed: 2..100
          db:1 --listen 7000      | probe takes a HOST:PORT or --listen PORT
          --listen 7000 --json    | probe takes a HOST:PORT or --listen PORT
          --listen 65536          | --listen 65536: allowed: 0..65535
          db:1 --jsonx            | probe: "--jsonx" is no HOST:PORT
          """)
  void whatIsWrongIsToldAndIsAWrongCommandLine(String words, String start) {
    CommandException wrong =
        assertThrows(
            CommandException.class, () -> ProbeArguments.of(List.of(words.split(" ", -1))));

    assertEquals(2, wrong.exitStatus);
    assertTrue(wrong.getMessage().startsWith(start), wrong.getMessage());
  }
}
