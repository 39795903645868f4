package io.github.zohooauth.examples.benchmarks;

import java.util.Locale;

/** How the samples of a row are read. */
public enum Reading {
  /** The median of the ratios to the floor, with their range where it is ours. */
  RATIO {
    @Override
    double figure(Samples samples, Contender contender) {
      return samples.ratio(contender, 0.5);
    }

    @Override
    String text(Samples samples, Contender contender) {
      if (contender == Contender.FLOOR) {
        return number(samples.median(contender));
      }
      String median = number(figure(samples, contender));
      return contender == Contender.ZOHO_OAUTH
          ? "%s (%s to %s)"
              .formatted(
                  median, number(samples.ratio(contender, 0)), number(samples.ratio(contender, 1)))
          : median;
    }
  },
  /** The median itself. */
  VALUE {
    @Override
    double figure(Samples samples, Contender contender) {
      return samples.median(contender);
    }

    @Override
    String text(Samples samples, Contender contender) {
      return number(figure(samples, contender));
    }
  },
  /** The median, of which more is better. */
  RATE {
    @Override
    double figure(Samples samples, Contender contender) {
      return -samples.median(contender);
    }

    @Override
    String text(Samples samples, Contender contender) {
      return number(samples.median(contender));
    }
  },
  /** The smallest to the largest, which counts. */
  RANGE {
    @Override
    double figure(Samples samples, Contender contender) {
      return samples.quantile(contender, 1);
    }

    @Override
    String text(Samples samples, Contender contender) {
      return number(samples.quantile(contender, 0)) + " to " + number(figure(samples, contender));
    }
  },
  /** The slowest, behind the median and the 99th percentile. */
  SLOWEST {
    @Override
    double figure(Samples samples, Contender contender) {
      return samples.quantile(contender, 1);
    }

    @Override
    String text(Samples samples, Contender contender) {
      return "%s / %s / %s"
          .formatted(
              number(samples.median(contender)),
              number(samples.quantile(contender, 0.99)),
              number(figure(samples, contender)));
    }
  };

  /** The one number that stands for the contender. Less is better. */
  abstract double figure(Samples samples, Contender contender);

  abstract String text(Samples samples, Contender contender);

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "never";
    }
    String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value).replaceFirst("\\.0+$", "");
  }
}
