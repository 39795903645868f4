package io.github.zohooauth.internal.endpoint;

import java.util.function.Supplier;

/** A client secret: a fixed one, or a function of the application that returns the present one. */
public sealed interface ClientSecret {

  /** A secret that does not change. */
  record Fixed(String value) implements ClientSecret {
    @Override
    public String toString() {
      return "Fixed[redacted]";
    }
  }

  /** A function that is called before each request that needs the secret. */
  record Supplied(Supplier<String> supplier) implements ClientSecret {
    @Override
    public String toString() {
      return "Supplied[redacted]";
    }
  }
}
