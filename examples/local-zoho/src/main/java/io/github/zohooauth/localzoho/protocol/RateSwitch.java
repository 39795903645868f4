package io.github.zohooauth.localzoho.protocol;

/**
 * The switches of how often Zoho issues codes and tokens (section 9); each can be turned off, for a
 * test that needs more of them than its clock allows.
 */
public sealed interface RateSwitch extends Switch {
  /**
   * 9: how many access tokens a refresh token brings in any ten minutes, its first one included;
   * where there is none, as with {@code client_credentials} (4.2) and the implicit answer (3), a
   * user of a client in an organization.
   */
  enum AccessTokens implements RateSwitch {
    TEN,
    NOT_LIMITED
  }

  /** 8.2: whether asking too early for the next access token starts ten more minutes. */
  enum AskedTooEarly implements RateSwitch {
    PROLONGS,
    IS_IGNORED
  }

  /** 9: how many refresh tokens a client has for one user in any minute, by older pages. */
  enum RefreshTokens implements RateSwitch {
    FIVE,
    NOT_LIMITED
  }

  /** 9: how many codes there are, and for whom, in any ten minutes; a minute with the last one. */
  enum Codes implements RateSwitch {
    TEN_PER_USER,
    TEN_PER_CLIENT,
    FOUR_A_MINUTE_OR_TEN_MINUTES_NONE,
    NOT_LIMITED
  }
}
