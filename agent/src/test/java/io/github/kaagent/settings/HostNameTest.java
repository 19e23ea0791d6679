package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {

  private static final byte[] V4 = {10, 1, 2, 3};
  private static final byte[] V6 = {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"db.test, db.test", "1a.2, 1a.2", "10.1.2.3, none", "2001:db8::1, none"})
  void anUnresolvedAddressHasTheNameThatItWasMadeWith(String host, String name) {
    assertEquals(name, HostName.of(InetSocketAddress.createUnresolved(host, 80)));
  }

  @Test
  void anAddressHasANameOnlyIfItWasMadeWithOne() throws UnknownHostException {
    for (byte[] bytes : List.of(V4, V6)) {
      InetAddress named = InetAddress.getByAddress("db.test", bytes);
      InetAddress bare = InetAddress.getByAddress(bytes);
      assertEquals("db.test", HostName.of(named));
      assertEquals("db.test", HostName.of(new InetSocketAddress(named, 80)));
      assertNull(HostName.of(bare));
      assertNull(HostName.of(new InetSocketAddress(bare, 80)));
    }
    assertNull(HostName.of((InetAddress) null));
  }
}
