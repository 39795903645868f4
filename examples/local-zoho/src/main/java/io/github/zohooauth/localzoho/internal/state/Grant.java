package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user allowed a client to do; codes and tokens stand for it.
 *
 * @param user who signed in, not always the one who registered the client
 * @param organization null for all of the user's organizations
 * @param environment null for all environments
 */
public record Grant(
    Registration client,
    Account user,
    @Nullable String organization,
    @Nullable CrmEnvironment environment,
    List<String> scopes) {

  public Grant {
    scopes = List.copyOf(scopes);
  }

  /** Returns the data center where codes and tokens of this grant are good. */
  public String location() {
    return user.location();
  }

  public Grant narrowedTo(List<String> fewer) {
    return new Grant(client, user, organization, environment, fewer);
  }

  public Grant widenedBy(List<String> more) {
    List<String> all = Stream.concat(scopes.stream(), more.stream()).distinct().toList();
    return new Grant(client, user, organization, environment, all);
  }
}
