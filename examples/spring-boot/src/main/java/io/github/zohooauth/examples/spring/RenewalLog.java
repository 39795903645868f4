package io.github.zohooauth.examples.spring;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.RenewalListener;
import io.github.zohooauth.ZohoOAuthException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes into the log what became of renewals; a meter or an alarm would be told here as well. */
@Component
class RenewalLog implements RenewalListener {

  private static final Logger LOG = LoggerFactory.getLogger(RenewalLog.class);

  @Override
  public void renewed(Event event) {
    LOG.info("{} has a new token after {} ms", event.key(), event.duration().toMillis());
  }

  @Override
  public void renewalFailed(Event event, ZohoOAuthException cause) {
    LOG.warn("{} has no new token: {}", event.key(), cause.getMessage());
  }

  @Override
  public void rateLimited(Event event, RateLimitedException cause) {
    LOG.warn("{} has no new token until {}", event.key(), cause.retryAt());
  }

  @Override
  public void authorizationRequired(Event event, AuthorizationRequiredException cause) {
    LOG.warn("{} has to sign in again: {}", event.key(), cause.getMessage());
  }
}
