package io.github.kaagent.enforce;

/**
 * How the open connections were made, by the numbers of their descriptors: a byte each, so that
 * there is room for all. It is written when a connection begins or is accepted, and cleared before
 * its descriptor is closed; in between no other socket has that number.
 */
final class Origins {

  private static final int PAGE_SIZE = 4096;
  private static final int PAGES = 1024; // 4 million descriptors; Linux allows 1,048,576 (nr_open)

  private final byte[][] pages = new byte[PAGES][];

  /**
   * How the connection with this descriptor was made.
   *
   * @return null if no join point has seen it
   */
  Origin of(int number) {
    byte[] page = number < 0 || number >= PAGES * PAGE_SIZE ? null : pages[number / PAGE_SIZE];
    int value = page == null ? 0 : page[number % PAGE_SIZE];
    return value == 0 ? null : Origin.of(value - 1);
  }

  void put(int number, Origin origin) {
    write(number, origin.ordinal + 1);
  }

  void remove(int number) {
    if (number >= 0 && number < PAGES * PAGE_SIZE && pages[number / PAGE_SIZE] != null) {
      write(number, 0);
    }
  }

  /** Writing a byte does not touch its neighbours (JLS 17.6), and so needs no lock. */
  private void write(int number, int value) {
    if (number >= 0 && number < PAGES * PAGE_SIZE) {
      byte[] page = pages[number / PAGE_SIZE];
      (page == null ? page(number / PAGE_SIZE) : page)[number % PAGE_SIZE] = (byte) value;
    }
  }

  private synchronized byte[] page(int index) {
    if (pages[index] == null) {
      pages[index] = new byte[PAGE_SIZE];
    }
    return pages[index];
  }
}
