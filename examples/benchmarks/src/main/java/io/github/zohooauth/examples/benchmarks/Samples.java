package io.github.zohooauth.examples.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was measured, by contender: one sample each round, in which all take their turns, so that a
 * slow minute of the machine is slow for all.
 */
public final class Samples {

  private final Map<Contender, List<Double>> samples = new EnumMap<>(Contender.class);

  public void add(Contender contender, double sample) {
    samples.computeIfAbsent(contender, none -> new ArrayList<>()).add(sample);
  }

  public Set<Contender> contenders() {
    return samples.keySet();
  }

  /** The share of samples below this one is {@code share}; NaN if there are none. */
  public double quantile(Contender contender, double share) {
    return quantile(of(contender), share);
  }

  public double median(Contender contender) {
    return quantile(contender, 0.5);
  }

  /** The contender's ratio to the floor of the same round, of which the same holds. */
  public double ratio(Contender contender, double share) {
    List<Double> own = of(contender);
    List<Double> floor = of(Contender.FLOOR);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < Math.min(own.size(), floor.size()); round++) {
      ratios.add(own.get(round) / floor.get(round));
    }
    return quantile(ratios, share);
  }

  private List<Double> of(Contender contender) {
    return samples.getOrDefault(contender, List.of());
  }

  private static double quantile(List<Double> values, double share) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    if (place == below) {
      return sorted.get(below); // which may be infinite
    }
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
