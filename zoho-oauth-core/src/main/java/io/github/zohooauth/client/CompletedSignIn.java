package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Issued tokens whose id_token, if one came, is verified. Not thread-safe. */
final class CompletedSignIn implements SignIn {

  private final ClientParts client;
  private final IssuedTokens issued;
  private final @Nullable IdToken idToken;
  private final Map<String, String> details = new TreeMap<>();
  private @Nullable AccessToken accessToken;

  CompletedSignIn(ClientParts client, IssuedTokens issued, @Nullable IdToken idToken) {
    this.client = client;
    this.issued = issued;
    this.idToken = idToken;
  }

  /**
   * Verifies the id_token of issued tokens, even if the application does not use it.
   *
   * <p>In a redirect, the id_token proves that the access token belongs to the same sign-in.
   */
  static CompletableFuture<CompletedSignIn> of(ClientParts client, IssuedTokens issued) {
    String idToken = issued.response().idToken();
    return idToken == null
        ? CompletableFuture.completedFuture(new CompletedSignIn(client, issued, null))
        : client
            .idTokens()
            .verify(idToken, issued.dataCenter(), issued.expectation())
            .thenApply(verified -> new CompletedSignIn(client, issued, verified));
  }

  IssuedTokens issued() {
    return issued;
  }

  @Override
  public AccessToken accessToken() {
    AccessToken token = accessToken;
    if (token == null) {
      URI apiDomain =
          client
              .dataCenters()
              .apiDomain(issued.response().apiDomain(), TokenOwner.unnamed(), dataCenter());
      StoredToken blank = DataCenters.blank(dataCenter());
      token =
          issued
              .onto(blank, apiDomain, client.policy(), SignInHistory.NONE)
              .accessTokenOf(dataCenter())
              .orElseThrow();
      accessToken = token;
    }
    return token;
  }

  @Override
  public DataCenter dataCenter() {
    return issued.dataCenter();
  }

  @Override
  public IdToken idToken() {
    if (idToken == null) {
      throw Failures.of(client.clientId())
          .at(dataCenter())
          .configuration(
              "Zoho issued no id_token: request the scopes openid and email when you authorize.");
    }
    return idToken;
  }

  @Nullable IdToken idTokenOrNull() {
    return idToken;
  }

  @Override
  public UserInfo userInfo() {
    return client.await(client.userInfo().userInfo(accessToken(), dataCenter(), idToken));
  }

  @Override
  public boolean hasRefreshToken() {
    return issued.response().refreshToken() != null;
  }

  @Override
  public void putDetail(String name, String value) {
    StoredToken unused = // checks the detail as a record does
        new StoredToken(dataCenter().location(), null, null, null, details, Map.of())
            .withDetail(name, value);
    details.put(name, value);
  }

  Map<String, String> details() {
    return Collections.unmodifiableMap(details);
  }

  @Override
  public String toString() {
    return "SignIn[tokens=%s, idToken=%s]".formatted(issued, idToken == null ? "none" : "redacted");
  }
}
