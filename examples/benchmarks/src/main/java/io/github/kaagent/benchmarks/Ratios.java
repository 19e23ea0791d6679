package io.github.kaagent.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measurements of variants that were run in turn, and their ratios to the first variant's. */
final class Ratios {

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  void add(String variant, double figure) {
    figures.computeIfAbsent(variant, name -> new ArrayList<>()).add(figure);
  }

  /** Prints each variant's median, and the median and quartiles of the ratios of paired runs. */
  void print(String title, String unit) {
    System.out.println();
    System.out.println(title);
    List<Double> base = figures.values().iterator().next();
    figures.forEach(
        (variant, values) -> {
          double[] ratios = new double[values.size()];
          for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values.get(i) / base.get(i);
          }
          double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          Arrays.sort(ratios);
          System.out.printf(
              "  %-34s %10.1f %-4s ratio %5.2f  (%.2f .. %.2f)%n",
              variant,
              quantile(sorted, 0.5),
              unit,
              quantile(ratios, 0.5),
              quantile(ratios, 0.25),
              quantile(ratios, 0.75));
        });
  }

  private static double quantile(double[] sorted, double part) {
    return sorted[(int) Math.round((sorted.length - 1) * part)];
  }
}
