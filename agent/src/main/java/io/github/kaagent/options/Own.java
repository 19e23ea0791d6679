package io.github.kaagent.options;

/**
 * The boxed values that the agent hands to the JDK's setters, which are woven: its own are told
 * from the application's by being these very objects. A thread-local mark would cost every thread
 * memory.
 *
 * <p>Where boxes lose their identity (JEP 401) a value of the agent's is taken for one that the
 * application chose, which makes no difference but to {@code cap} and {@code default} when their
 * settings are changed.
 */
final class Own {

  private static final int PAGE = 128;
  private static final Integer[][] PAGES = new Integer[32768 / PAGE][];

  @SuppressWarnings({"BoxedPrimitiveConstructor", "UnnecessaryBoxedVariable"}) // identity wanted
  private static final Boolean ON = new Boolean(true);

  private Own() {}

  /**
   * The agent's own box of a value, always the same.
   *
   * @param value 0..32767
   */
  static Integer box(int value) {
    Integer[] page = PAGES[value / PAGE];
    Integer known = page == null ? null : page[value % PAGE];
    return known != null ? known : make(value);
  }

  @SuppressWarnings("BoxedPrimitiveConstructor") // identity wanted
  private static synchronized Integer make(int value) {
    Integer[] page = PAGES[value / PAGE];
    if (page == null) {
      page = new Integer[PAGE];
      PAGES[value / PAGE] = page;
    }
    if (page[value % PAGE] == null) {
      page[value % PAGE] = new Integer(value);
    }
    return page[value % PAGE];
  }

  /** The agent's own {@code true}. */
  static Boolean on() {
    return ON;
  }

  /**
   * Whether a value came from the agent.
   *
   * @param value what a setter was given
   */
  @SuppressWarnings("BoxedPrimitiveEquality") // identity wanted
  static boolean is(Object value) {
    if (value instanceof Integer) {
      int number = (Integer) value;
      if (number < 0 || number / PAGE >= PAGES.length) {
        return false;
      }
      Integer[] page = PAGES[number / PAGE];
      return page != null && page[number % PAGE] == value;
    }
    return value == ON;
  }
}
