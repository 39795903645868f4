package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;

/** What a failure means for the person at the desktop. */
record Trouble(String words, boolean endsSession) {

  static Trouble of(Throwable failure) {
    if (failure instanceof AuthorizationRequiredException e) {
      return e.errorCode().filter("access_denied"::equals).isPresent()
          ? new Trouble("You did not allow access. Sign in again and accept.", true)
          : new Trouble("Your access has ended. Please sign in again.", true);
    }
    if (failure instanceof ConfigurationException e) {
      return new Trouble("This program is not set up: " + e.getMessage(), false);
    }
    if (failure instanceof RateLimitedException e) {
      return new Trouble("Zoho asks to wait until " + e.retryAt() + ".", false);
    }
    if (failure instanceof IllegalStateException) {
      return new Trouble("The sign-in was cancelled.", false);
    }
    return new Trouble("Zoho does not answer. Try again in a moment.", false);
  }
}
