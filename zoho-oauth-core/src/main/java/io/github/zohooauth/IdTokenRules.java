package io.github.zohooauth;

/**
 * Which claims an id_token may be without; by default none, whatever Zoho's samples leave out.
 *
 * @param withoutNonce although one was sent
 */
record IdTokenRules(
    boolean withoutIssuer, boolean withoutExpiry, boolean withoutIssuedAt, boolean withoutNonce) {

  static final IdTokenRules STRICT = new IdTokenRules(false, false, false, false);

  IdTokenRules acceptWithoutIssuer() {
    return new IdTokenRules(true, withoutExpiry, withoutIssuedAt, withoutNonce);
  }

  IdTokenRules acceptWithoutExpiry() {
    return new IdTokenRules(withoutIssuer, true, withoutIssuedAt, withoutNonce);
  }

  IdTokenRules acceptWithoutIssuedAt() {
    return new IdTokenRules(withoutIssuer, withoutExpiry, true, withoutNonce);
  }

  IdTokenRules acceptWithoutNonce() {
    return new IdTokenRules(withoutIssuer, withoutExpiry, withoutIssuedAt, true);
  }
}
