package io.github.zohooauth.examples.benchmarks;

/** How much is measured: for figures that count, for a look, or only to see that it runs. */
public enum Size {
  FULL,
  QUICK,
  SMOKE;

  /** Chooses a number of rounds, threads or the like. */
  public int pick(int full, int quick, int smoke) {
    return switch (this) {
      case FULL -> full;
      case QUICK -> quick;
      case SMOKE -> smoke;
    };
  }
}
