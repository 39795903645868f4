package io.github.zohooauth.localzoho;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user allowed a client to do; codes and tokens stand for it.
 *
 * @param organization null for all of the user's organizations
 * @param environment null for all environments
 */
record Grant(
    Client client,
    User user,
    @Nullable String organization,
    @Nullable CrmEnvironment environment,
    List<String> scopes) {

  Grant {
    scopes = List.copyOf(scopes);
  }

  /** Returns the data center where codes and tokens of this grant are good. */
  String location() {
    return user.location();
  }

  Grant narrowedTo(List<String> fewer) {
    return new Grant(client, user, organization, environment, fewer);
  }
}
