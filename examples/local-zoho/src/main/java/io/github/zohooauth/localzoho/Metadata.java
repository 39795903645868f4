package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@code GET /.well-known/openid-configuration} and {@code GET /oauth/v2/keys} of the data centers
 * (section 10); the former says nothing of PKCE (2.7).
 */
final class Metadata {
  private final World world;
  private final Addresses addresses;

  Metadata(World world, Addresses addresses) {
    this.world = world;
    this.addresses = addresses;
  }

  String issuer(String location) {
    return accounts(world.reading().is(IdentitySwitch.Issuer.ALWAYS_US) ? "us" : location);
  }

  Answer configuration(ReceivedRequest request) {
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
    body.putArray("response_types_supported").add("code").add("token");
    body.putArray("subject_types_supported").add("public");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    body.putArray("scopes_supported").add("openid").add("email").add("profile");
    return Answer.json(200, body);
  }

  Answer keys(ReceivedRequest request) {
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode keys = body.putArray("keys");
    world.keys().published(request.location()).forEach(key -> keys.add(key.jwk()));
    return Answer.json(200, body);
  }

  private String accounts(String location) {
    return addresses.of(new Place(ServerRole.ACCOUNTS, location)).toString();
  }
}
