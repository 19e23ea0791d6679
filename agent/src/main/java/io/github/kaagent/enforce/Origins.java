package io.github.kaagent.enforce;

/**
 * How the open connections were made, by the numbers of their descriptors: a byte each, so that
 * there is room for all. It is written when a connection begins or is accepted, and cleared before
 * its descriptor is closed; in between no other socket has that number.
 */
final class Origins {

  private static final int PAGE = 4096;
  private static final int PAGES = 1024; // 4 million descriptors; Linux allows 1,048,576 (nr_open)

  private final byte[][] pages = new byte[PAGES][];

  /**
   * How the connection with this descriptor was made.
   *
   * @return null if no join point has seen it
   */
  Origin of(int number) {
    byte[] page = number < 0 || number >= PAGES * PAGE ? null : pages[number / PAGE];
    int value = page == null ? 0 : page[number % PAGE];
    return value == 0 ? null : Origin.of(value - 1);
  }

  void put(int number, Origin origin) {
    write(number, origin.ordinal + 1);
  }

  void remove(int number) {
    if (number >= 0 && number < PAGES * PAGE && pages[number / PAGE] != null) {
      write(number, 0);
    }
  }

  /** Writing a byte does not touch its neighbours (JLS 17.6), and so needs no lock. */
  private void write(int number, int value) {
    if (number >= 0 && number < PAGES * PAGE) {
      byte[] page = pages[number / PAGE];
      (page == null ? page(number / PAGE) : page)[number % PAGE] = (byte) value;
    }
  }

  private synchronized byte[] page(int index) {
    if (pages[index] == null) {
      pages[index] = new byte[PAGE];
    }
    return pages[index];
  }
}
