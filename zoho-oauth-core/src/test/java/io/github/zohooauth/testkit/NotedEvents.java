package io.github.zohooauth.testkit;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.Environment;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Notes each event as one word, and the events themselves. */
public class NotedEvents implements TokenListener {

  public final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  public final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** Returns the next word, once there is one. */
  public String next() throws InterruptedException {
    return String.valueOf(told.poll(10, TimeUnit.SECONDS));
  }

  /** Returns the next words, once there are so many. */
  public List<String> next(int count) throws InterruptedException {
    List<String> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      next.add(next());
    }
    return next;
  }

  protected void note(String word, Event event) {
    events.add(event);
    told.add(word);
  }

  @Override
  public void signedIn(Event event) {
    note("signedIn", event);
  }

  @Override
  public void renewed(Event event) {
    note("renewed", event);
  }

  @Override
  public void renewedElsewhere(Event event) {
    note("renewedElsewhere", event);
  }

  @Override
  public void waitedForLease(Event event) {
    note("waitedForLease", event);
  }

  @Override
  public void revoked(Event event) {
    note("revoked", event);
  }

  @Override
  public void renewalFailed(Event event, ZohoOAuthException cause) {
    note("renewalFailed " + cause.getClass().getSimpleName(), event);
  }

  @Override
  public void rateLimited(Event event, RateLimitedException cause) {
    note("rateLimited", event);
  }

  @Override
  public void authorizationRequired(Event event, AuthorizationRequiredException cause) {
    note("authorizationRequired", event);
  }

  @Override
  public void storeFailed(Event event, TokenStoreException cause) {
    note("storeFailed " + cause.getClass().getSimpleName(), event);
  }

  @Override
  public void environmentDiffers(Event event, Environment actual) {
    note("environmentDiffers " + actual, event);
  }
}
