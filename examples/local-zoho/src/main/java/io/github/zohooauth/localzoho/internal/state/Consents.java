package io.github.zohooauth.localzoho.internal.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What users have consented to before, for each client (2.1). Thread-safe. */
public final class Consents {
  private record Parties(Account user, Registration client) {}

  private final Map<Parties, Grant> consents = new ConcurrentHashMap<>();

  /**
   * Returns the earlier consent of a user to these scopes, for the organization and environment
   * chosen then; empty if the user has to be asked.
   */
  public Optional<Grant> covering(Account user, Registration client, List<String> scopes) {
    return Optional.ofNullable(consents.get(new Parties(user, client)))
        .filter(grant -> grant.scopes().containsAll(scopes))
        .map(grant -> grant.narrowedTo(scopes));
  }

  /** Remembers a consent beside earlier ones, and returns whether it is this user's first. */
  public boolean add(Grant grant) {
    Parties parties = new Parties(grant.user(), grant.client());
    boolean first = consents.putIfAbsent(parties, grant) == null;
    consents.computeIfPresent(parties, (key, before) -> grant.widenedBy(before.scopes()));
    return first;
  }

  /** Forgets a consent, as when the user removes the client from the connected apps. */
  void forget(Grant grant) {
    consents.remove(new Parties(grant.user(), grant.client()));
  }
}
