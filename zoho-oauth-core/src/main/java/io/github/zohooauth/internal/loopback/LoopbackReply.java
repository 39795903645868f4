package io.github.zohooauth.internal.loopback;

import org.jspecify.annotations.Nullable;

/** The HTTP response to a request, and the redirect if the request brought it. */
final class LoopbackReply {

  private final String response;
  private final @Nullable String redirect;

  LoopbackReply(String response, @Nullable String redirect) {
    this.response = response;
    this.redirect = redirect;
  }

  String response() {
    return response;
  }

  /** Returns the redirect as received, which is a secret. */
  @Nullable String redirect() {
    return redirect;
  }
}
