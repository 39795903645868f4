package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.openid.IdTokens;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.state.AuthRequest;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The redirects that take the answer of one accounts server to the application (1.4, 2.2, 3). */
final class Callback {
  private final Reading reading;
  private final String location;
  private final Addresses addresses;
  private final TokenAnswers tokens;
  private final IdTokens idTokens;

  Callback(World world, String location, Addresses addresses) {
    this.reading = world.reading();
    this.location = location;
    this.addresses = addresses;
    this.tokens = new TokenAnswers(world, addresses);
    this.idTokens = new IdTokens(world, addresses);
  }

  Answer code(AuthRequest wanted, String code) {
    Map<String, String> answer = withState(wanted.state());
    answer.put("code", code);
    if (reading.is(BrowserSwitch.DataCenterInCallback.NAMED)) {
      answer.put("location", location);
      answer.put(
          "accounts-server", addresses.of(new Place(ServerRole.ACCOUNTS, location)).toString());
    }
    String end = reading.is(BrowserSwitch.CallbackEnd.STRAY_AMPERSAND) ? "&" : "";
    return inQuery(wanted.redirectUri(), encoded(answer) + end);
  }

  /** Brings an access token without a code (3). */
  Answer token(AuthRequest wanted, Grant grant, String accessToken, boolean forSession) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("access_token", accessToken);
    tokens.putLife(answer);
    answer.put("location", location).put("api_domain", tokens.apiDomain(grant));
    if (forSession) {
      answer.put(
          reading.is(BrowserSwitch.SessionGrant.FULL_GRANT) ? "full_grant" : "granted_for_session",
          true);
    }
    idTokens
        .of(grant, accessToken, wanted.nonce())
        .ifPresent(idToken -> answer.put("id_token", idToken));
    if (wanted.state() != null) {
      answer.put("state", wanted.state());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    answer.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return implicit(wanted.redirectUri(), texts);
  }

  /** Tells the application why it gets nothing. */
  Answer refused(AuthRequest wanted, String error) {
    Map<String, String> answer = withState(wanted.state());
    answer.put("error", error);
    return wanted.implicit()
        ? implicit(wanted.redirectUri(), answer)
        : inQuery(wanted.redirectUri(), encoded(answer));
  }

  /** Tells the application how the enhancement of its scopes ended (2.8). */
  Answer enhancement(String redirectUri, @Nullable String state, boolean accepted) {
    boolean echoes = reading.is(BrowserSwitch.ScopeEnhancementState.ECHOED);
    Map<String, String> answer = withState(echoes ? state : null);
    if (accepted) {
      answer.put("status", "success");
      answer.put("scope_enhanced", "true");
    } else {
      answer.put("error", "access_denied");
    }
    return inQuery(redirectUri, encoded(answer));
  }

  private Answer implicit(String redirectUri, Map<String, String> answer) {
    String start = reading.is(BrowserSwitch.ImplicitAnswerStart.STRAY_AMPERSAND) ? "&" : "";
    return reading.is(BrowserSwitch.ImplicitAnswer.QUERY)
        ? inQuery(redirectUri, start + encoded(answer))
        : Answer.redirect(redirectUri + "#" + start + encoded(answer));
  }

  private static Answer inQuery(String redirectUri, String answer) {
    return Answer.redirect(redirectUri + (redirectUri.contains("?") ? "&" : "?") + answer);
  }

  private static Map<String, String> withState(@Nullable String state) {
    Map<String, String> answer = new LinkedHashMap<>();
    if (state != null) {
      answer.put("state", state);
    }
    return answer;
  }

  private static String encoded(Map<String, String> answer) {
    return answer.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
