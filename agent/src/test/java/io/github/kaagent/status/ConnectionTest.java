package io.github.kaagent.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.options.TcpLine;
import io.github.kaagent.options.TcpLineTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {

  /**
   * One to 192.0.2.1, seen by the kernel.
   *
   * @param options {@code on 60/10/6} or {@code off 60/10/6}; {@code on}, {@code off} or {@code ?}
   *     where the values are not known
   * @param timer as /proc/net/tcp has it; null if there is no such line
   */
  static Connection seen(long descriptor, String options, String timer, long silentMillis) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("fd", descriptor);
    facts.put("local", "192.0.2.9:50000");
    facts.put("remote", "192.0.2.1:5432");
    facts.put("direction", "out");
    facts.put("keepalive", options.equals("?") ? null : Boolean.valueOf(options.startsWith("on")));
    String[] values = options.substring(options.indexOf(' ') + 1).split("/", -1);
    String[] names = {"idle", "intvl", "cnt"};
    for (int i = 0; i < names.length; i++) {
      facts.put(names[i], values.length == names.length ? Long.valueOf(values[i]) : null);
    }
    facts.put("user_timeout", 0L);
    facts.put("covered", "yes");
    TcpLine line = timer == null ? null : TcpLineTest.socket("01", timer);
    return Connection.of(facts).seen(line, silentMillis);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          on 60/10/6     ~ 02:0000012C ~ 97400 ~ "timer":"keepalive","timer_s":3,"unanswered":3,"silent_s":97,"noticed_in_s":33,"never_noticed":false
          on 60/10/6     ~ 02:0000012C ~    -1 ~ "timer":"keepalive","timer_s":3,"unanswered":3,"silent_s":null,"noticed_in_s":33,"never_noticed":false
          on 60/10/6     ~ 00:00000000 ~     0 ~ "timer":null,"timer_s":null,"unanswered":3,"silent_s":0,"noticed_in_s":90,"never_noticed":false
          off 7200/75/9  ~ 00:00000000 ~  1000 ~ "timer":null,"timer_s":null,"unanswered":3,"silent_s":1,"noticed_in_s":null,"never_noticed":true
          off 7200/75/9  ~ 01:00000014 ~  1000 ~ "timer":"retransmit","timer_s":0,"unanswered":10,"silent_s":1,"noticed_in_s":925,"never_noticed":false
          off 7200/75/9  ~             ~    -1 ~ "timer":null,"timer_s":null,"unanswered":null,"silent_s":null,"noticed_in_s":null,"never_noticed":true
          on 60/10/6     ~             ~    -1 ~ "timer":null,"timer_s":null,"unanswered":null,"silent_s":null,"noticed_in_s":null,"never_noticed":null
          on             ~ 02:0000012C ~    -1 ~ "timer":"keepalive","timer_s":3,"unanswered":3,"silent_s":null,"noticed_in_s":null,"never_noticed":null
          off            ~ 00:00000000 ~    -1 ~ "timer":null,"timer_s":null,"unanswered":3,"silent_s":null,"noticed_in_s":null,"never_noticed":true
          ?              ~ 01:00000014 ~    -1 ~ "timer":"retransmit","timer_s":0,"unanswered":10,"silent_s":null,"noticed_in_s":null,"never_noticed":null
          """)
  void whatTheKernelTellsOfItIsWhenADeadPeerIsNoticed(
      String options, String timer, long silentMillis, String told) {
    String json = Json.of(seen(7, options, timer, silentMillis).facts);

    assertEquals(told + "}", json.substring(json.indexOf("\"timer\"")));
  }
}
