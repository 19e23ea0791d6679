package io.github.kaagent.status;

import static io.github.kaagent.status.ConnectionTest.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Status as people read it. */
class StatusTextTest {

  private static final String PROBED = "02:00001770"; // keepalive, due in 60 s
  private static final String NO_TIMER = "00:00000000";

  private static final String TABLE =
      """
      TCP connections: 5, as far as is known: why
        noticed in  silent  timer                         idle/intvl/cnt  user_timeout  fd  local            remote          dir  covered
             never      5s  -                             off                        -   5  192.0.2.9:50000  192.0.2.1:5432  out  yes
              925s      1s  retransmit 0s, unanswered 10  off                        -   3  192.0.2.9:50000  192.0.2.1:5432  out  yes
             7660s     99s  keepalive 60s, unanswered 3   7200/1900/7                -   2  192.0.2.9:50000  192.0.2.1:5432  out  yes
                 ?    100s  keepalive 60s, unanswered 3   on                         -   1  192.0.2.9:50000  192.0.2.1:5432  out  yes
                 ?       -  -                             ?                          -  12  192.0.2.9:50000  192.0.2.1:5432  out  yes\
      """;

  private static Status status() {
    List<Connection> connections =
        List.of(
            seen(12, "?", null, -1),
            seen(1, "on", PROBED, 100_000),
            seen(2, "on 7200/1900/7", PROBED, 99_000),
            seen(3, "off 7200/75/9", "01:00000014", 1000),
            seen(5, "off 7200/75/9", NO_TIMER, 5000));
    return new Status().withConnections(connections, "why");
  }

  /** For ever, then the most unanswered probes, then the longest. */
  @Test
  void theTableOfConnectionsHasTheWorstFirst() {
    assertEquals(TABLE, status().toText(Style.PLAIN));
  }

  @Test
  void ofTheWorstItIsToldHowManyThereAre() {
    String worst = status().worst(2).toText(Style.PLAIN);

    assertTrue(worst.startsWith("TCP connections: 5, of which the worst 2, as far as"), worst);
    assertEquals(4, worst.lines().count(), worst);
    assertEquals(TABLE, status().worst(5).toText(Style.PLAIN));
  }

  @Test
  void inColourWhatHangsForEverIsRedAndWhatIsSilentAlreadyYellow() {
    List<String> plain = TABLE.lines().toList();
    List<String> coloured = status().withAudit("cure").toText(Style.COLOURED).lines().toList();

    assertEquals("\u001b[1m" + plain.get(1) + "\u001b[0m", coloured.get(1));
    assertEquals("\u001b[31m" + plain.get(2) + "\u001b[0m", coloured.get(2));
    assertEquals("\u001b[33m" + plain.get(3) + "\u001b[0m", coloured.get(3));
    assertEquals(plain.get(6), coloured.get(6));
    assertTrue(
        coloured.contains("  \u001b[31m1 for ever: 1 to 192.0.2.1:5432\u001b[0m"),
        coloured::toString);
  }

  @Test
  void whatWouldHangIsToldByTime() {
    List<Connection> connections =
        List.of(
            seen(1, "?", null, -1),
            seen(2, "on 60/839/4", PROBED, 0),
            seen(3, "on 60/840/4", PROBED, 0),
            seen(4, "on 60/7139/4", PROBED, 0),
            seen(5, "on 60/7140/4", PROBED, 0),
            seen(6, "off", NO_TIMER, 0));
    Status status = new Status().withConnections(connections, null).withAudit("x attach 1");
    String text = status.toText(Style.PLAIN);

    assertEquals(
        """
        if their peers died now, of 6 connections would hang:
          1 for ever: 1 to 192.0.2.1:5432
          1 for two hours or more: 1 to 192.0.2.1:5432
          2 for a quarter of an hour or more: 2 to 192.0.2.1:5432
          1 for less than a quarter of an hour: 1 to 192.0.2.1:5432
          1 for a time that can't be told from here: 1 to 192.0.2.1:5432
        this mends it: x attach 1\
        """,
        text.substring(text.indexOf("if their")));
  }
}
