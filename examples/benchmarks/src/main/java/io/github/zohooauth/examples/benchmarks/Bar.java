package io.github.zohooauth.examples.benchmarks;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * What this library has to reach in a row.
 *
 * @param text as the table shows it
 * @param isMet whether these samples reach it
 */
public record Bar(String text, Predicate<Samples> isMet) {

  /** A row without one. */
  public static final Bar NONE = new Bar("", samples -> true);

  /** At most this many times the floor. */
  public static Bar ratioAtMost(double ratio) {
    return new Bar(
        text("<= %.2f", ratio),
        samples -> Reading.RATIO.figure(samples, Contender.ZOHO_OAUTH) <= ratio);
  }

  /** At most this ratio in the best round, or this far above the floor. */
  public static Bar near(double ratio, double difference) {
    return new Bar(
        text("best <= %.2f, or + %.0f", ratio, difference),
        samples ->
            samples.ratio(Contender.ZOHO_OAUTH, 0) <= ratio
                || samples.median(Contender.ZOHO_OAUTH) - samples.median(Contender.FLOOR)
                    <= difference);
  }

  /** At most this, as the row reads its samples. */
  public static Bar atMost(double value, Reading reading) {
    return new Bar(
        text("<= %.0f", value), samples -> reading.figure(samples, Contender.ZOHO_OAUTH) <= value);
  }

  private static String text(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
