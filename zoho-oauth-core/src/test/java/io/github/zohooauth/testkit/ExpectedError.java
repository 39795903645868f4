package io.github.zohooauth.testkit;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import org.jspecify.annotations.Nullable;

/** What an answer without tokens has to mean to the caller. */
public enum ExpectedError {
  AUTHORIZE_WITH_NEW_CODE(AuthorizationRequiredException.class, "make a new one"),
  AUTHORIZE_AGAIN(AuthorizationRequiredException.class, "authorize again"),
  START_AGAIN(AuthorizationRequiredException.class, "start again"),
  REFUSED(AuthorizationRequiredException.class, "refused"),
  NAME_DATA_CENTER(ConfigurationException.class, "dataCenters("),
  FIX_CONFIGURATION(ConfigurationException.class, "check"),
  WAIT(RateLimitedException.class, "wait"),
  TRY_LATER(TemporaryFailureException.class, "try again later"),
  /** The revocation is confirmed in no form, so nothing is forgotten. */
  KEPT(ConfigurationException.class, "forget(owner)"),
  /** Zoho no longer knows the token that was to be revoked, so there is nothing left to do. */
  GONE(null, "");

  public final @Nullable Class<? extends ZohoOAuthException> type;

  /** Words of the message that say what to do. */
  public final String advice;

  ExpectedError(@Nullable Class<? extends ZohoOAuthException> type, String advice) {
    this.type = type;
    this.advice = advice;
  }
}
