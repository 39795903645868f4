package io.github.zohooauth.http;

import io.github.zohooauth.TokenProvider;
import java.net.URI;

/** What an authorizing HTTP client makes for one request, with a secret in it. */
public final class HeaderSamples {

  private HeaderSamples() {}

  public static Object of(TokenProvider tokens, String secret) {
    return new BetterHeader(tokens, secret, URI.create("https://www.zohoapis.eu/crm/v8/org"));
  }
}
