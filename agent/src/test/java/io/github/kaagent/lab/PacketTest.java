package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PacketTest {

  private static final String HERE = "10.1.0.2";

  @Test
  void readsAProbe() {
    assertEquals(
        new Packet(1795746000.25, 41000, true, false),
        Packet.parse(
            "1795746000.250000 IP 10.1.0.2.41000 > 10.2.0.2.7000: Flags [.], ack 8, win 502,"
                + " options [nop,nop,TS val 1 ecr 2], length 0",
            HERE));
  }

  @Test
  void readsAnAnswer() {
    assertEquals(
        new Packet(7.5, 41000, false, false),
        Packet.parse("7.500000 IP 10.2.0.2.7000 > 10.1.0.2.41000: Flags [.], ack 1", HERE));
  }

  @Test
  void readsAReset() {
    assertEquals(
        new Packet(7.5, 41000, true, true),
        Packet.parse("7.500000 IP 10.1.0.2.41000 > 10.2.0.2.7000: Flags [R.], seq 1", HERE));
  }

  @Test
  void takesNothingElse() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Packet.parse("7.500000 ARP, Request who-has 10.1.0.1 tell 10.1.0.2", HERE));
  }
}
