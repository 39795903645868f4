package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.internal.text.Randoms;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One browser at one accounts server, with or without a signed-in user. Thread-safe. */
public final class Session {
  private final String id = Randoms.key();
  private final String formKey = Randoms.key();
  private final String location;
  private final @Nullable Account user;
  private final Map<Registration, Grant> granted = new ConcurrentHashMap<>();

  Session(String location, @Nullable Account user) {
    this.location = location;
    this.user = user;
  }

  String id() {
    return id;
  }

  String location() {
    return location;
  }

  public Optional<Account> user() {
    return Optional.ofNullable(user);
  }

  /** Returns what proves that a posted form is from a page of this session. */
  public String formKey() {
    return formKey;
  }

  public boolean sent(ReceivedRequest form) {
    return form.method().equals("POST")
        && form.formParameter("form_key").equals(Optional.of(formKey));
  }

  /** Remembers that the user allowed a client access for the entire session (section 3). */
  public void grant(Grant grant) {
    granted.put(grant.client(), grant);
  }

  /** Returns what the user allowed a client for the entire session. */
  public Optional<Grant> granted(Registration client) {
    return Optional.ofNullable(granted.get(client));
  }

  /** Returns whether a grant is within what the user allowed for the entire session. */
  public boolean allows(Grant grant) {
    return granted(grant.client())
        .filter(whole -> whole.scopes().containsAll(grant.scopes()))
        .isPresent();
  }

  /** Names the server and the user. */
  @Override
  public String toString() {
    return "Session[" + location + ", " + user + "]";
  }
}
