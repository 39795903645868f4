package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.RejectingApi;
import io.github.zohooauth.testkit.SendMethod;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The builder that generated clients take: all that it builds authorizes. */
@Timeout(20)
class HttpClientBuilderTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void client_authorizes_andReplacesARejectedToken(SendMethod way) throws Exception {
    HttpClient http = ZohoHttpClient.builder(api.tokens).build();
    assertThat(way.send(http, api.request().build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    assertThat(api.asked())
        .containsExactly(
            RejectingApi.line("GET", api.one, ""), RejectingApi.line("GET", api.two, ""));
    HttpRequest elsewhere = HttpRequest.newBuilder(URI.create("https://evil.example/")).build();
    assertThatThrownBy(() -> way.send(http, elsewhere, BodyHandlers.ofString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("uri: ");
  }

  @Test
  void client_followsTheRulesThatAreGiven() throws Exception {
    api.answers(api.one, CannedAnswer.json(400, RejectingApi.REJECTED));
    GivenTokens tokens = new GivenTokens(api.one, api.two);
    ApiAuthorization rules =
        ApiAuthorization.of(tokens).rejectedIf((status, body) -> status == 400);
    HttpClient http = ZohoHttpClient.builder(rules).build();
    assertThat(http.send(api.request().build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void options_areTheJdks_andTheBuilderStaysTheSame() throws Exception {
    HttpClient.Builder builder = ZohoHttpClient.builder(api.tokens);
    CookieManager cookies = new CookieManager();
    Executor executor = Runnable::run;
    ProxySelector proxy = ProxySelector.of(new InetSocketAddress("localhost", 9));
    SSLContext ssl = SSLContext.getDefault();
    SSLParameters parameters = new SSLParameters(new String[] {"TLS_AES_128_GCM_SHA256"});
    assertThat(builder.cookieHandler(cookies)).isSameAs(builder);
    assertThat(builder.connectTimeout(Duration.ofSeconds(3))).isSameAs(builder);
    assertThat(builder.sslContext(ssl)).isSameAs(builder);
    assertThat(builder.sslParameters(parameters)).isSameAs(builder);
    assertThat(builder.executor(executor)).isSameAs(builder);
    assertThat(builder.version(Version.HTTP_1_1)).isSameAs(builder);
    assertThat(builder.priority(7)).isSameAs(builder);
    assertThat(builder.proxy(proxy)).isSameAs(builder);
    assertThat(builder.followRedirects(Redirect.NEVER)).isSameAs(builder);
    HttpClient http = builder.build();
    assertThat(http.cookieHandler()).contains(cookies);
    assertThat(http.connectTimeout()).contains(Duration.ofSeconds(3));
    assertThat(http.sslContext()).isSameAs(ssl);
    assertThat(http.sslParameters().getCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
    assertThat(http.executor()).contains(executor);
    assertThat(http.version()).isEqualTo(Version.HTTP_1_1);
    assertThat(http.proxy()).contains(proxy);
    assertThat(http.followRedirects()).isEqualTo(Redirect.NEVER);
    assertThatThrownBy(() -> builder.priority(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(builder.build()).isNotSameAs(http);
  }

  /** Clients can be closed since JDK 21. A delegate of the caller stays open. */
  @Test
  void close_endsWhatWasBuilt_andNoDelegate() throws Exception {
    HttpClient built = ZohoHttpClient.builder(new GivenTokens(api.two)).build();
    HttpClient wrapped = ZohoHttpClient.authorizing(api.plain, new GivenTokens(api.two));
    for (Object each : List.of(built, wrapped)) {
      if (each instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
    assertThat(wrapped.send(api.request().build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    if (AutoCloseable.class.isAssignableFrom(HttpClient.class)) {
      assertThatThrownBy(() -> built.send(api.request().build(), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("closed");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Redirect.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
  void redirects_areRefused(Redirect policy) {
    HttpClient.Builder builder = ZohoHttpClient.builder(api.tokens);
    assertThatThrownBy(() -> builder.followRedirects(policy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("followRedirects: NEVER is needed")
        .hasMessageContaining("Nothing was sent.");
  }

  /** JDK 17 leaves out the header with the token, JDK 25 sends it. */
  @Test
  void authenticator_isRefused_orTheHeaderArrives() throws Exception {
    HttpClient.Builder builder =
        ZohoHttpClient.builder(new GivenTokens(api.two)).authenticator(new Authenticator() {});
    HttpClient http;
    try {
      http = builder.build();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("builder: has an Authenticator");
      return;
    }
    assertThat(http.send(api.request().build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may pass
  void nothing_isRefusedByName() {
    TokenProvider noTokens = null;
    ApiAuthorization noRules = null;
    Redirect noPolicy = null;
    assertThatThrownBy(() -> ZohoHttpClient.builder(noTokens)).hasMessage("tokens");
    assertThatThrownBy(() -> ZohoHttpClient.builder(noRules)).hasMessage("authorization");
    assertThatThrownBy(() -> ZohoHttpClient.builder(api.tokens).followRedirects(noPolicy))
        .hasMessage("policy");
  }
}
