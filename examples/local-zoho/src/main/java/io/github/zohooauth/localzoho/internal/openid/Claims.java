package io.github.zohooauth.localzoho.internal.openid;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.Reading;

/**
 * What the scopes {@code openid}, {@code email} and {@code profile} tell of a user (section 10).
 */
final class Claims {
  private Claims() {}

  static boolean wanted(Grant grant) {
    return grant.scopes().contains("openid")
        || grant.scopes().contains("email")
        || grant.scopes().contains("profile");
  }

  /** Returns the claims that an id_token and userinfo have in common. */
  static ObjectNode of(Grant grant, Reading reading) {
    Account user = grant.user();
    ObjectNode claims = JsonNodeFactory.instance.objectNode().put("sub", user.id());
    if (grant.scopes().contains("email")) {
      claims.put("email", user.email());
      if (reading.is(IdentitySwitch.EmailVerifiedClaim.PRESENT)) {
        claims.put("email_verified", true);
      }
    }
    if (grant.scopes().contains("profile")) {
      boolean standard = reading.is(IdentitySwitch.NameClaims.GIVEN_NAME_FAMILY_NAME);
      claims
          .put("name", user.displayName())
          .put(standard ? "given_name" : "first_name", user.firstName())
          .put(standard ? "family_name" : "last_name", user.lastName());
    }
    return claims;
  }
}
