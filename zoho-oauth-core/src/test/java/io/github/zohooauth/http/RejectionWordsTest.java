package io.github.zohooauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.RejectingApi;
import io.github.zohooauth.testkit.SendMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words of a 401 say that it is not about the token, and which do not. */
@Timeout(20)
class RejectionWordsTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"OAUTH_SCOPE_MISMATCH\",\"details\":{},"
            + "\"message\":\"invalid oauth scope to access this URL\",\"status\":\"error\"}",
        "{\"errorCode\":\"SCOPE_MISMATCH\"}",
        "{\"errorCode\":\"OAUTH_ORG_MISMATCH\"}",
        "[{\"errorCode\":\"OAUTH_ORG_MISMATCH\"}]",
        "{\"summary\":\"x\",\"data\":{\"errorCode\":8540}}",
        "{\"summary\":\"OAUTH_SCOPE_MISMATCH\",\"data\":{}}",
        "{\"error\":{\"code\":401,\"title\":\"INVALID_OAUTHSCOPE\"}}",
        "{\"error\":{\"status_code\":401,\"message\":\"INVALID_OAUTHSCOPE\"}}",
        "{\"code\":\"oauthtoken_scope_invalid\",\"message\":\"x\"}",
        "{\"error\":\"scope_mismatch\"}",
        "{\"error\":\"insufficient_scope\"}",
        "{\"errors\":[{\"id\":\"F7007\",\"title\":\"Invalid scope\"}]}",
        "{\"data\":{\"error_code\":\"f7007\"}}",
        "{\"code\":7601,\"message\":\"x\"}",
        "{\"code\": \"7601\"}",
        "{\"status_code\":\"INVALID_TOKEN\",\"code\":\"SCOPE_MISMATCH\"}",
        "{\"code\":\"SCOPE_MISMATCH\",\"title\":\"INVALID_OAUTHTOKEN\"}",
        "\ufeff {\"Code\":\" Scope_Mismatch \"}",
      })
  void scopeOrOrganization_isTheAnswer(String body) throws Exception {
    for (CannedAnswer answer : List.of(CannedAnswer.json(401, body), zipped(body))) {
      isTheAnswer(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer error=\"insufficient_scope\"",
        "Zoho-oauthtoken realm=\"x\", error=INVALID_OAUTHSCOPE",
        "Bearer realm=\"a, b\",error = \"insufficient_scope\", error_description=\"x\"",
      })
  void scopeInTheHeader_isTheAnswer(String challenge) throws Exception {
    isTheAnswer(CannedAnswer.json(401, "{}").with("WWW-Authenticate", challenge));
  }

  private void isTheAnswer(CannedAnswer answer) throws Exception {
    api.answers(api.one, answer);
    for (SendMethod way : SendMethod.values()) {
      HttpResponse<byte[]> response =
          way.send(api.http, api.request().build(), BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo(answer.body());
    }
    assertThat(api.tokens.rejected).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>\u00e9 OAUTH_SCOPE_MISMATCH",
        "OAUTH_SCOPE_MISMATCH",
        "\"OAUTH_SCOPE_MISMATCH\"",
        "{\"message\":\"invalid oauth scope to access this URL\"}",
        "{\"message\":\"OAUTH_SCOPE_MISMATCH: ask for more\"}",
        "{\"description\":\"OAUTH_SCOPE_MISMATCH\"}",
        "{\"details\":{\"scope_mismatch\":true}}",
        "{\"code\":14,\"message\":\"Invalid value passed for authtoken.\"}",
        "{\"code\":57,\"message\":\"You are not authorized to perform this operation\"}",
        "{\"code\":17601}",
        "{\"errors\":[{\"id\":\"R008\",\"title\":\"Unauthorized access\"}]}",
        "{\"code\":1030,\"description\":\"Authorization Failure.\"}",
        "{\"code\":\"oauthtoken_invalid\"}",
        "{\"code\":",
      })
  void anythingElse_mayBeTheToken(String body) throws Exception {
    mayBeTheToken(CannedAnswer.json(401, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer error=\"expired_token\"",
        "Bearer realm=\"SCOPE_MISMATCH\"",
        "Bearer error=\"invalid_token\", scope=\"ZohoCRM.modules.READ\"",
        "Bearer error=\"invalid_token\", error_description=\"insufficient_scope is not meant\"",
      })
  void anythingElseInTheHeader_mayBeTheToken(String challenge) throws Exception {
    mayBeTheToken(CannedAnswer.json(401, "{}").with("WWW-Authenticate", challenge));
  }

  private void mayBeTheToken(CannedAnswer answer) throws Exception {
    api.answers(api.one, answer);
    for (SendMethod way : SendMethod.values()) {
      GivenTokens tokens = new GivenTokens(api.one, api.two);
      HttpResponse<String> response =
          way.send(
              ZohoHttpClient.authorizing(api.plain, tokens),
              api.request().build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(tokens.rejected).containsExactly(api.one);
    }
  }

  private static CannedAnswer zipped(String body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(body.getBytes(UTF_8));
    }
    return CannedAnswer.of(401, "text/plain", bytes.toByteArray()).with("Content-Encoding", "gzip");
  }
}
