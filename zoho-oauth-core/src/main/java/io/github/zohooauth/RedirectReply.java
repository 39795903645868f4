package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/** What a request gets, and the redirect as received, if it is this request that brought it. */
final class RedirectReply {

  private final byte[] response;
  private final @Nullable String redirect;

  private RedirectReply(byte[] response, @Nullable String redirect) {
    this.response = response;
    this.redirect = redirect;
  }

  static RedirectReply accepting(String redirect) {
    return new RedirectReply(RedirectPage.done(), redirect);
  }

  static RedirectReply asking(String key) {
    return new RedirectReply(RedirectPage.relay(key), null);
  }

  static RedirectReply refusing(int status) {
    return new RedirectReply(RedirectPage.refusal(status), null);
  }

  byte[] response() {
    return response;
  }

  @Nullable String redirect() {
    return redirect;
  }
}
