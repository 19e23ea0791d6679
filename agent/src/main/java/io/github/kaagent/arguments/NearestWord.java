package io.github.kaagent.arguments;

import java.util.Locale;

/** Finds the word that was probably meant by a misspelt one. */
public final class NearestWord {

  private static final int MAX_SLIPS = 3;
  private static final int MAX_LENGTH = 30;

  private NearestWord() {}

  /**
   * The most similar of the words; null if none is similar enough. Ignores case and the difference
   * between - and _.
   */
  public static String of(String text, String... words) {
    String typed = normalized(text);
    if (typed.length() > MAX_LENGTH) {
      return null;
    }
    String nearest = null;
    // With more slips than correct letters it is a different word.
    int fewest = Math.min(MAX_SLIPS, typed.length() / 2) + 1;
    for (String word : words) {
      int slips = slips(typed, normalized(word));
      if (slips < fewest) {
        fewest = slips;
        nearest = word;
      }
    }
    return nearest;
  }

  private static String normalized(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * Counts the letters left out, added, replaced, or swapped with their neighbour (optimal string
   * alignment distance).
   */
  private static int slips(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : least(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int least(int[][] slips, String a, String b, int i, int j) {
    int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
  }
}
