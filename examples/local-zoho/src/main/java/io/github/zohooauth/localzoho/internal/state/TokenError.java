package io.github.zohooauth.localzoho.internal.state;

/** Why a token call fails (8.2). */
public enum TokenError {
  INVALID_CODE,
  INVALID_CLIENT,
  INVALID_CLIENT_SECRET,
  INVALID_REDIRECT_URI,
  INVALID_SCOPE,
  INVALID_SOID,
  MISSING_ORG_INFO,
  TOO_MANY_REQUESTS
}
