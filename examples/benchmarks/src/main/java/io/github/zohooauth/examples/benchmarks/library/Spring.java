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

  private static final Authentication USER = new TestingAuthenticationToken("ada", "none");
  private static final OAuth2AuthorizeRequest REQUEST =
      OAuth2AuthorizeRequest.withClientRegistrationId("zoho").principal(USER).build();

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
    service.saveAuthorizedClient(expired(), USER);
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

  private OAuth2AuthorizedClient expired() {
    Instant then = Instant.now().minusSeconds(7200);
    OAuth2AccessToken.TokenType bearer = OAuth2AccessToken.TokenType.BEARER;
    return new OAuth2AuthorizedClient(
        registration,
        USER.getName(),
        new OAuth2AccessToken(bearer, "expired", then, then.plusSeconds(3600)),
        new OAuth2RefreshToken(Registration.REFRESH_TOKEN, then));
  }

  @Override
  public Object token() {
    return Objects.requireNonNull(manager.authorize(REQUEST)).getAccessToken();
  }

  @Override
  public Object renew() {
    service.saveAuthorizedClient(expired(), USER);
    return token();
  }
}
