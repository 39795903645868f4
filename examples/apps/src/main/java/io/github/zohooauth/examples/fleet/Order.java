package io.github.zohooauth.examples.fleet;

/**
 * What a parent has a member do.
 *
 * @param threads how many do it at once
 */
record Order(What what, int threads) {

  enum What {
    /** Get a token, and call the CRM with it. */
    TOKEN,
    /** Replace the token of the order before as if an API had rejected it, and call the CRM. */
    REJECT,
    /** Revoke. */
    REVOKE
  }

  static Order token(int threads) {
    return new Order(What.TOKEN, threads);
  }

  static Order reject(int threads) {
    return new Order(What.REJECT, threads);
  }

  static Order revoke() {
    return new Order(What.REVOKE, 1);
  }
}
