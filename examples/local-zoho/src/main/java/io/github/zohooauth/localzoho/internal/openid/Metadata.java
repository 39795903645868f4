package io.github.zohooauth.localzoho.internal.openid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;

/**
 * {@code GET /.well-known/openid-configuration} and {@code GET /oauth/v2/keys} of the data centers
 * (section 10). The former was captured in the US alone, and lists an introspection endpoint that
 * nothing is known of and that is not served here.
 */
public final class Metadata {
  private final World world;
  private final Addresses addresses;

  public Metadata(World world, Addresses addresses) {
    this.world = world;
    this.addresses = addresses;
  }

  String issuer(String location) {
    return accounts(world.reading().is(IdentitySwitch.Issuer.ALWAYS_US) ? "us" : location);
  }

  public Answer configuration(ReceivedRequest request) {
    String location = request.location();
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    String accounts = accounts(location);
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("issuer", issuer(location))
            .put("authorization_endpoint", accounts + "/oauth/v2/auth")
            .put("token_endpoint", accounts + "/oauth/v2/token")
            .put("userinfo_endpoint", accounts + "/oauth/v2/userinfo")
            .put("jwks_uri", accounts + "/oauth/v2/keys")
            .put("revocation_endpoint", accounts + "/oauth/v2/token/revoke");
    list(body, "response_types_supported", "code", "token");
    list(body, "subject_types_supported", "public");
    list(body, "scopes_supported", "openid", "email", "profile");
    list(body, "id_token_signing_alg_values_supported", "RS256", "RS384");
    if (world.reading().is(IdentitySwitch.MetadataDocument.CAPTURED)) {
      putCaptured(body, accounts);
    }
    return Answer.json(200, body);
  }

  public Answer keys(ReceivedRequest request) {
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode keys = body.putArray("keys");
    world.keys().published(request.location()).forEach(key -> keys.add(key.jwk()));
    return Answer.json(200, body);
  }

  private static void putCaptured(ObjectNode body, String accounts) {
    body.put("introspection_endpoint", accounts + "/oauth/v2/introspect")
        .put("device_authorization_endpoint", accounts + "/oauth/v3/device/code")
        .put("dc_info", accounts + "/oauth/serverinfo");
    list(body, "response_modes_supported", "query", "fragment");
    list(
        body,
        "grant_types_supported",
        "authorization_code",
        "implicit",
        "refresh_token",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:jwt-bearer");
    list(
        body,
        "token_endpoint_auth_methods_supported",
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt");
    list(body, "code_challenge_methods_supported", "plain", "S256");
    list(
        body,
        "claims_supported",
        "aud email email_verified exp iat iss sid sub at_hash kid profile picture first_name name"
            .concat(" last_name gender phone_number phone_number_verified")
            .split(" ", -1));
  }

  private static void list(ObjectNode body, String name, String... values) {
    ArrayNode array = body.putArray(name);
    for (String value : values) {
      array.add(value);
    }
  }

  private String accounts(String location) {
    return addresses.of(new Place(ServerRole.ACCOUNTS, location)).toString();
  }
}
