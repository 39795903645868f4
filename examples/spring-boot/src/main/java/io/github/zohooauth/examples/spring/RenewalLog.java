package io.github.zohooauth.examples.spring;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes into the log what became of renewals; a meter or an alarm would be told here as well. */
@Component
class RenewalLog implements TokenListener {

  private static final Logger LOG = LoggerFactory.getLogger(RenewalLog.class);

  @Override
  public void renewed(Event event) {
    LOG.info("{} has a new token after {} ms", event.owner(), event.duration().toMillis());
  }

  @Override
  public void renewalFailed(Event event, ZohoOAuthException cause) {
    LOG.warn("{} has no new token: {}", event.owner(), cause.getMessage());
  }

  @Override
  public void storeFailed(Event event, TokenStoreException cause) {
    LOG.warn("{}: the token store failed: {}", event.owner(), cause.getMessage());
  }

  @Override
  public void rateLimited(Event event, RateLimitedException cause) {
    LOG.warn("{} has no new token until {}", event.owner(), cause.retryAt());
  }

  @Override
  public void authorizationRequired(Event event, AuthorizationRequiredException cause) {
    LOG.warn("{} has to sign in again: {}", event.owner(), cause.getMessage());
  }
}
