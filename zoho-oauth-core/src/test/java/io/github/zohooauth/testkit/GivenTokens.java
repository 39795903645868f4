package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.Scene;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A provider with tokens to give: the next one when the last is rejected, while there is one. */
public final class GivenTokens implements TokenProvider {

  public final List<AccessToken> rejected = new ArrayList<>();
  private final List<AccessToken> tokens;
  private int current;
  private int asked;

  public GivenTokens(AccessToken... tokens) {
    this.tokens = List.of(tokens);
  }

  public static AccessToken token(String value, String apiDomain) {
    return new AccessToken(value, Scene.NOW, Set.of(), DataCenter.EU, URI.create(apiDomain));
  }

  public int asked() {
    return asked;
  }

  @Override
  public AccessToken getAccessToken() {
    asked++;
    return tokens.get(current);
  }

  @Override
  public AccessToken replaceRejected(AccessToken token) {
    rejected.add(token);
    current = Math.min(current + 1, tokens.size() - 1);
    return tokens.get(current);
  }

  @Override
  public CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken token) {
    return CompletableFuture.completedFuture(replaceRejected(token));
  }
}
