package io.github.zohooauth.testkit;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.TokenKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What no client takes that asks by its own right to an organization. */
final class BadOrganizationInput {

  private BadOrganizationInput() {}

  static List<BadInput> all() {
    List<BadInput> bad = new ArrayList<>();
    add(bad, "scopes", "a soid", b -> b.clientCredentials(TokenCall.SOID, "A.b").build());
    add(bad, "scopes", "a soid", b -> b.clientCredentials("A.b," + TokenCall.SOID).build());
    TokenOwner user = TokenOwner.user("ada");
    add(bad, "owner", "a user", b -> b.clientCredentials("A.b").owner(user).build());
    add(
        bad,
        "owner",
        "a user",
        b -> b.owner(user.inOrganization(TokenCall.SOID)).clientCredentials("A.b").build());
    for (String soid :
        List.of(
            " ", "600123", "ZohoCRM.", "ZohoCRM.a", TokenCall.SOID + "\r\nX: y", "a".repeat(999))) {
      TokenOwner owner = TokenOwner.organization(soid);
      add(bad, "owner", soid, b -> b.clientCredentials("A.b").owner(owner).build());
      add(bad, "owner", soid, b -> b.clientCredentials("A.b").build().forOwner(owner));
    }
    add(bad, "owner", "a user", b -> b.clientCredentials("A.b").build().forOwner(user));
    add(bad, "owner", "a user", b -> b.clientCredentials("A.b").build().isAuthorized(user));
    add(bad, "owner", "a user", b -> b.clientCredentials("A.b").build().details(user));
    add(bad, "owner", "a user", b -> b.clientCredentials("A.b").build().userInfo(user));
    add(bad, "owner", "a user", b -> b.clientCredentials("A.b").build().revoke(user));
    add(bad, "owner", "a user", b -> b.clientCredentials("A.b").build().forget(user));
    add(bad, "owner", "null", b -> b.clientCredentials("A.b").build().forOwner(nothing()));
    for (String scope : List.of("", "a b", "a,b", "a&b=c", "\u00fc", "a".repeat(257))) {
      add(bad, "scopes", scope, b -> new TokenKey("a", user, Set.of(scope)));
    }
    add(bad, "scopes", "null", b -> new TokenKey("a", user, nothing()));
    return bad;
  }

  private static void add(
      List<BadInput> bad, String option, String what, Consumer<SelfClient.Builder> call) {
    bad.add(new BadInput(option, what, call));
  }

  @SuppressWarnings({
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // what a caller without nullness checks may pass
  private static <T> T nothing() {
    return null;
  }
}
