package io.github.kaagent.status;

/** How text is marked for people: in colour (ECMA-48, SGR), or not at all. */
public enum Style {
  /** Leaves text as it is. */
  PLAIN,
  /** Colours text for a terminal. */
  COLOURED;

  private String marked(int sgr, String text) {
    return this == PLAIN ? text : "\u001b[" + sgr + "m" + text + "\u001b[0m";
  }

  /** Red: it has to be mended. */
  public String bad(String text) {
    return marked(31, text);
  }

  /** Yellow: it is worth a look. */
  public String odd(String text) {
    return marked(33, text);
  }

  /** Green: it is as it should be. */
  public String good(String text) {
    return marked(32, text);
  }

  /** Bold: a heading. */
  public String heading(String text) {
    return marked(1, text);
  }
}
