package io.github.zohooauth.internal.loopback;

import org.jspecify.annotations.Nullable;

/** What a request gets, and the redirect as received, if it is this request that brought it. */
final class LoopbackReply {

  private final byte[] response;
  private final @Nullable String redirect;

  private LoopbackReply(byte[] response, @Nullable String redirect) {
    this.response = response;
    this.redirect = redirect;
  }

  static LoopbackReply accepting(String redirect) {
    return new LoopbackReply(LoopbackPage.done(), redirect);
  }

  static LoopbackReply asking(String key) {
    return new LoopbackReply(LoopbackPage.relay(key), null);
  }

  static LoopbackReply refusing(int status) {
    return new LoopbackReply(LoopbackPage.refusal(status), null);
  }

  byte[] response() {
    return response;
  }

  @Nullable String redirect() {
    return redirect;
  }
}
