package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Ledger;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token response, as a {@link Reading} has it (2.3, 2.4, 2.5). */
final class TokenAnswers {
  private final Reading reading;
  private final Ledger ledger;
  private final Addresses addresses;

  TokenAnswers(World world, Addresses addresses) {
    this.reading = world.reading();
    this.ledger = world.ledger();
    this.addresses = addresses;
  }

  /**
   * Returns the answer that has tokens.
   *
   * @param refreshToken null if none is given, as after a refresh
   */
  Answer issued(Grant grant, String accessToken, @Nullable String refreshToken) {
    return issued(grant, accessToken, refreshToken, Optional.empty());
  }

  /** Returns the answer that has tokens and says who signed in (2.3). */
  Answer issued(
      Grant grant, String accessToken, @Nullable String refreshToken, Optional<String> idToken) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("access_token", accessToken);
    if (refreshToken != null) {
      body.put("refresh_token", refreshToken);
    }
    if (reading.is(Switch.ScopeInAnswer.PRESENT)) {
      body.put("scope", String.join(" ", grant.scopes()));
    }
    body.put("api_domain", apiDomain(grant)).put("token_type", "Bearer");
    putLife(body);
    idToken.ifPresent(value -> body.put("id_token", value));
    return Answer.json(200, body);
  }

  /** Tells how long an access token lives (2.4). */
  void putLife(ObjectNode body) {
    long seconds = ledger.accessTokenLife().toSeconds();
    switch (reading.get(Switch.ExpiresIn.class)) {
      case SECONDS -> body.put("expires_in", seconds);
      case MILLISECONDS_BESIDE_EXPIRES_IN_SEC ->
          body.put("expires_in_sec", seconds).put("expires_in", seconds * 1000);
      case ONLY_EXPIRES_IN_SEC -> body.put("expires_in_sec", seconds);
      case NUMERIC_STRING -> body.put("expires_in", Long.toString(seconds));
      case ABSENT -> {}
    }
  }

  /** Returns where the APIs are that a grant's tokens are good for (1.4, 7). */
  String apiDomain(Grant grant) {
    String location = grant.location();
    CrmEnvironment environment = grant.environment();
    if (environment != null
        && environment != CrmEnvironment.PRODUCTION
        && reading.is(Switch.EnvironmentInApiDomain.NAMED)) {
      return addresses.of(Place.ofApi(environment, location)).toString();
    }
    return switch (reading.get(Switch.ApiDomain.class)) {
      case WWW_ZOHOAPIS -> addresses.of(new Place(ServerRole.API, location)).toString();
      case API_ZOHO -> RealNames.apiZoho(location).toString();
      case PRODUCT_HOST -> RealNames.productHost(location).toString();
    };
  }
}
