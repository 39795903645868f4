package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Objects with secrets that exist between an authorization request and its tokens. */
final class SignInSamples {

  private SignInSamples() {}

  static List<Object> all(DataCenter dataCenter, ClientParts client, StoredToken stored) {
    ServerClient web =
        ServerClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(dataCenter)
            .redirectUri(URI.create("https://app.example/callback"))
            .build();
    MobileClient desktop =
        MobileClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(dataCenter)
            .redirectUri("myapp://")
            .build();
    BrowserClient page =
        BrowserClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(dataCenter)
            .redirectUri(URI.create("https://app.example/callback"))
            .build();
    AuthorizationRequest request =
        new AuthorizationRequest(
            AuthorizationRequest.Kind.CODE,
            Scene.CLIENT_ID,
            URI.create(dataCenter.accountsServer() + "/?state=" + PlantedSecret.STATE.value),
            "https://app.example/callback",
            PlantedSecret.STATE.value,
            PlantedSecret.CODE_VERIFIER.value,
            PlantedSecret.STATE.value,
            Scene.NOW,
            Scene.KEY);
    PendingAuthorizations pending = PendingAuthorizations.upTo(10, () -> Instant.EPOCH);
    pending.keep(PlantedSecret.STATE.value, request);
    TokenResponse response =
        TokenResponse.in(Json.object(TokenAnswer.to(TokenCall.EXCHANGE).json()).orElseThrow())
            .orElseThrow();
    IssuedTokens issued =
        new IssuedTokens(
            response, dataCenter, Scene.NOW, List.of(), PlantedSecret.STATE.value, true);
    return List.of(
        web,
        ServerClient.builder().clientSecret(PlantedSecret.CLIENT_SECRET.value),
        web.newAuthorizationRequest("A.b"),
        desktop,
        MobileClient.builder().clientSecret(PlantedSecret.CLIENT_SECRET.value),
        page,
        page.authorizationRequest("A.b"),
        BrowserClient.builder(),
        request,
        pending,
        RedirectParameters.ofQuery("code=" + PlantedSecret.CODE.value).orElseThrow(),
        Grant.authorizationCode(
            PlantedSecret.CODE.value, request.redirectUri(), request.codeVerifier, true),
        issued,
        new TokenExchange.Kept(issued, CompletableFuture.completedFuture(issued)),
        signIn(client, issued),
        new SignInResult(
            Scene.KEY.owner(), stored.accessTokenOf(dataCenter).orElseThrow(), true, null),
        new TokenExchange.Request(
            Grant.authorizationCode(PlantedSecret.CODE.value),
            dataCenter,
            Set.of(),
            PlantedSecret.STATE.value));
  }

  private static SignIn signIn(ClientParts client, IssuedTokens issued) {
    SignIn signIn = new IssuedTokens.Verified(client, issued, null);
    signIn.putDetail("a", PlantedSecret.IN_HEADER.value);
    return signIn;
  }
}
