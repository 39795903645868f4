package io.github.zohooauth.examples.benchmarks.library;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Spring Security's oauth2-client, without a servlet container. */
public final class Spring implements Cache, Renewer {

  private static final String USER = "ada";
  private static final OAuth2AuthorizeRequest REQUEST = request(USER);

  private final ClientRegistration registration;
  private final OAuth2AuthorizedClientService service;
  private final AuthorizedClientServiceOAuth2AuthorizedClientManager manager;

  public Spring(URI endpoint) {
    registration = registration(endpoint);
    InMemoryClientRegistrationRepository known =
        new InMemoryClientRegistrationRepository(registration);
    service = new InMemoryOAuth2AuthorizedClientService(known);
    manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(known, service);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
    expire(USER);
  }

  private static Authentication user(String name) {
    return new TestingAuthenticationToken(name, "none");
  }

  private static OAuth2AuthorizeRequest request(String name) {
    return OAuth2AuthorizeRequest.withClientRegistrationId("zoho").principal(user(name)).build();
  }

  /** Replaces the user's token by an expired one with a refresh token. */
  void expire(String name) {
    service.saveAuthorizedClient(expired(name), user(name));
  }

  /** The client, with this token endpoint. */
  public static ClientRegistration registration(URI endpoint) {
    return ClientRegistration.withRegistrationId("zoho")
        .clientId(Registration.CLIENT_ID)
        .clientSecret(Registration.SECRET)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("https://app.example/callback")
        .authorizationUri("https://accounts.example/auth")
        .tokenUri(endpoint.toString())
        .build();
  }

  private OAuth2AuthorizedClient expired(String name) {
    Instant then = Instant.now().minusSeconds(7200);
    OAuth2AccessToken.TokenType bearer = OAuth2AccessToken.TokenType.BEARER;
    return new OAuth2AuthorizedClient(
        registration,
        name,
        new OAuth2AccessToken(bearer, "expired", then, then.plusSeconds(3600)),
        new OAuth2RefreshToken(Registration.REFRESH_TOKEN, then));
  }

  @Override
  public Object token() {
    return token(REQUEST);
  }

  /** Returns this user's token. */
  Object token(String name) {
    return token(request(name));
  }

  private Object token(OAuth2AuthorizeRequest request) {
    return Objects.requireNonNull(manager.authorize(request)).getAccessToken();
  }

  @Override
  public Object renew() {
    expire(USER);
    return token();
  }
}
