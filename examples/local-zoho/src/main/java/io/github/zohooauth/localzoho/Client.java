package io.github.zohooauth.localzoho;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A client as the API Console knows it: registered in one data center, with the same id in all and
 * a secret for each (1.3). Thread-safe.
 */
public final class Client {
  private final User owner;
  private final ClientType type;
  private final String location;
  private final List<URI> redirectUris;
  private final Ledger ledger;
  private final String id = Randoms.clientId();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Set<String> enabled = ConcurrentHashMap.newKeySet();
  private volatile String name;

  Client(User owner, ClientType type, List<URI> redirectUris, Ledger ledger) {
    this.owner = owner;
    this.type = type;
    this.location = owner.location();
    this.redirectUris = List.copyOf(redirectUris);
    this.ledger = ledger;
    this.name = type.toString();
    RealNames.locations().forEach(each -> secrets.put(each, Randoms.clientSecret()));
    enabled.add(location);
  }

  public String id() {
    return id;
  }

  public ClientType type() {
    return type;
  }

  /** Returns the registered redirect URIs, the first one first; none for types without any. */
  public List<URI> redirectUris() {
    return redirectUris;
  }

  /** Returns the name that users read when they are asked for consent. */
  public String name() {
    return name;
  }

  /** Sets the name that users read; the words for the type unless set. */
  public Client named(String name) {
    Objects.requireNonNull(name, "name is null");
    this.name = name;
    return this;
  }

  /** Returns the data center where this client is registered. */
  public String location() {
    return location;
  }

  /** Returns the secret of the data center where this client is registered. */
  public String secret() {
    return secret(location);
  }

  /** Returns the secret of a data center, whether or not this client is enabled there. */
  public String secret(String location) {
    return secrets.getOrDefault(RealNames.known(location), "");
  }

  /** Enables this client for the users of a further data center. */
  public Client enable(String location) {
    enabled.add(RealNames.known(location));
    return this;
  }

  /** Makes all data centers use the secret of the one where this client is registered. */
  public Client shareSecret() {
    String shared = secret();
    secrets.replaceAll((each, old) -> shared);
    return this;
  }

  /**
   * Returns a fresh authorization code for comma-separated scopes, good for three minutes, for
   * production and the user's first organization; only a self client's owner can make one, and not
   * too many at a time ({@link RateSwitch.Codes}).
   */
  public String code(String scopes) {
    Objects.requireNonNull(scopes, "scopes is null");
    return newCode().scopes(scopes).issue();
  }

  /**
   * Returns the form in which the console asks for what a code is to be good for; only a self
   * client has one.
   */
  public CodeRequest newCode() {
    if (type != ClientType.SELF_CLIENT) {
      throw new IllegalStateException(type + " gets its codes by the user's browser");
    }
    return new CodeRequest(this, ledger);
  }

  /** Returns the developer who registered this client. */
  User owner() {
    return owner;
  }

  boolean enabledAt(String location) {
    return enabled.contains(location);
  }

  /** Names the client id and where it is registered. */
  @Override
  public String toString() {
    return id + " in " + location;
  }
}
