package io.github.zohooauth;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a sign-in brought, before it is known whose it is: what an application names the owner by.
 *
 * <p>Good for the length of the call that it is handed to. Not thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/sign-in-using-zoho.html">Zoho: sign in
 *     using Zoho</a>
 */
public final class Granted {

  private final Obtained obtained;
  private final AccessToken accessToken;
  private final Map<String, String> details = new TreeMap<>();

  Granted(ClientConfig client, Obtained obtained) {
    this.obtained = obtained;
    this.accessToken =
        obtained
            .stored(
                client
                    .apiDomain()
                    .rule(
                        obtained.response().apiDomain(),
                        TokenOwner.unnamed(),
                        obtained.dataCenter()),
                client.policy(),
                SignInNotes.NONE)
            .accessToken()
            .orElseThrow();
  }

  /** Returns the access token, to ask an API who the user or the organization is. */
  public AccessToken accessToken() {
    return accessToken;
  }

  /** Returns the data center where the user's account lives. */
  public DataCenter dataCenter() {
    return obtained.dataCenter();
  }

  /** Returns the environment that was chosen at consent, if Zoho's answer names one. */
  public Optional<Environment> environment() {
    return dataCenter().environmentOf(accessToken.apiDomain());
  }

  /**
   * Stores a detail of the application's own beside the tokens, such as the user's e-mail.
   *
   * @throws IllegalArgumentException if the name has more than 256 characters, the value more than
   *     4096, or there would be more than 32 details
   */
  public Granted detail(String name, String value) {
    StoredToken.at(dataCenter()).withDetails(details).withDetail(name, value);
    details.put(name, value);
    return this;
  }

  Map<String, String> details() {
    return Collections.unmodifiableMap(details);
  }

  /** Returns the data center and the access token without its value. */
  @Override
  public String toString() {
    return "Granted[dataCenter=%s, accessToken=%s]".formatted(dataCenter(), accessToken);
  }
}
