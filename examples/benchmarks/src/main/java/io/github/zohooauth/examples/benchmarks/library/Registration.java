package io.github.zohooauth.examples.benchmarks.library;

/** What all libraries send. */
final class Registration {

  static final String CLIENT_ID = "1000.BENCHMARK0123456789ABCDEF";
  static final String SECRET = "0123456789abcdef0123456789abcdef0123456789";
  static final String REFRESH_TOKEN =
      "1000.0123456789abcdef0123456789abcdef.fedcba9876543210fedcba9876543210";

  private Registration() {}
}
