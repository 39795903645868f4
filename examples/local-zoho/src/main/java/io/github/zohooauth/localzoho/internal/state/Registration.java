package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.internal.text.Randoms;
import io.github.zohooauth.localzoho.protocol.ClientType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A client as the API Console knows it: registered in one data center, with the same id in all and
 * a secret for each (1.3). Thread-safe.
 */
public final class Registration {
  private final Account owner;
  private final ClientType type;
  private final List<URI> redirectUris;
  private final String id = Randoms.clientId();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Set<String> enabled = ConcurrentHashMap.newKeySet();
  private volatile String name;

  public Registration(Account owner, ClientType type, List<URI> redirectUris) {
    this.owner = owner;
    this.type = type;
    this.redirectUris = List.copyOf(redirectUris);
    this.name = type.toString();
    RealNames.locations().forEach(each -> secrets.put(each, Randoms.clientSecret()));
    enable(location());
  }

  /** Returns the developer who registered this client. */
  public Account owner() {
    return owner;
  }

  public String id() {
    return id;
  }

  public ClientType type() {
    return type;
  }

  public List<URI> redirectUris() {
    return redirectUris;
  }

  /** Returns the name that users read when they are asked for consent. */
  public String name() {
    return name;
  }

  public void rename(String name) {
    this.name = name;
  }

  /** Returns the data center where this client is registered. */
  public String location() {
    return owner.location();
  }

  /** Returns the secret of a data center, whether or not this client is enabled there. */
  public String secret(String location) {
    return secrets.getOrDefault(RealNames.known(location), "");
  }

  /** Makes a new secret for the data center where this client is registered. */
  public String regenerateSecret() {
    String secret = Randoms.clientSecret();
    secrets.put(location(), secret);
    return secret;
  }

  /** Makes all data centers use the secret of the one where this client is registered. */
  public void shareSecret() {
    String shared = secret(location());
    secrets.replaceAll((each, old) -> shared);
  }

  public void enable(String location) {
    enabled.add(RealNames.known(location));
  }

  public boolean enabledAt(String location) {
    return enabled.contains(location);
  }

  /** Names the client id and where it is registered. */
  @Override
  public String toString() {
    return id + " in " + location();
  }
}
