package io.github.kaagent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {

  @ParameterizedTest
  @CsvSource({
    "db.test, db.test, true",
    "db.test, DB.Test, true",
    "db.test, db.test., true",
    "db.test., db.test, true",
    "db.test, xdb.test, false",
    "db.test, db.tes, false",
    "*.test, db.test, true",
    "*.test, test, false",
    "*.test, .test, true",
    "a*b*c, aXbXbXc, true",
    "a*b*c, aXbXbXd, false",
    "a*b*c, abc, true",
    "a*b*c, xaXbXc, false",
    "a*b*c, aXXc, false",
    "a*a*, a, false",
    "ab*b, ab, false",
    "*db*, db, true",
    "**, '', true"
  })
  void aNameMatchesWithItsStars(String pattern, String name, boolean matches) {
    assertEquals(matches, Host.named(pattern).matches(name));
  }

  @Test
  void whatItIsIsKnown() {
    assertFalse(Host.ANY.isNetwork());
    assertFalse(Host.LOOPBACK.isNetwork());
    assertTrue(Host.named("db.test").isName);
    assertFalse(Host.LOOPBACK.isName);
    assertTrue(Host.of(Network.v4(0x0a000000, 8)).isNetwork());
    assertFalse(Host.of(Network.v4(0x0a000000, 8)).isName);
  }

  @Test
  void loopbackHasOneAddressOfIpv6() {
    assertTrue(Host.LOOPBACK.matches(null, true, 0, 1));
    assertFalse(Host.LOOPBACK.matches(null, true, 0, 2));
    assertTrue(Host.ANY.matches(null, true, 5, 5));
    assertFalse(Host.of(Network.v4(0, 0)).matches(null, true, 0, 1));
  }

  @Test
  void onlyAnyAndANameAreForWhatHasNoAddressOfIpv6() {
    assertTrue(Host.ANY.matches("db.test", false, 0, 0));
    assertTrue(Host.named("db.test").matches("db.test", false, 0, 0));
    assertFalse(Host.named("db.test").matches(null, true, 0, 1));
    assertFalse(Host.LOOPBACK.matches("", false, 0, 1));
    assertFalse(Host.of(Network.v6(0, 0, 0)).matches("", false, 0, 0));
  }
}
