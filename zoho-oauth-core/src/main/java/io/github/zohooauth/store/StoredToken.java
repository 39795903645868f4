package io.github.zohooauth.store;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.text.Notes;
import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.text.Scopes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record that a {@link TokenStore} keeps for one key.
 *
 * <p>A store turns it into text and back with a {@link TokenCodec}, and needs none of its parts.
 * Two records are equal if their texts under one key are equal. Instants are kept to the
 * millisecond. {@link #toString} leaves the tokens out. The type is not {@code Serializable}.
 * Immutable and thread-safe.
 *
 * @param location the location code of the data center that issued the tokens, such as {@code eu}
 * @param accessToken the access token, which may have expired; null before the first one was
 *     obtained
 * @param obtainedAt when the access token was obtained; null if there is none
 * @param refreshToken the refresh token; null if Zoho issued none
 * @param details the application's own details by name; unmodifiable
 * @param notes the library's own notes: the JSON text of each value by its name. A store also keeps
 *     notes with unknown names, because another version wrote them. Unmodifiable
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 */
public record StoredToken(
    String location,
    @Nullable Issued accessToken,
    @Nullable Instant obtainedAt,
    @Nullable String refreshToken,
    Map<String, String> details,
    Map<String, String> notes) {

  /**
   * Checks the parts and copies them.
   *
   * @throws IllegalArgumentException if the location is not 2 to 16 lower-case letters or digits;
   *     if the refresh token has a character that no token has; if an instant is out of the range
   *     of epoch milliseconds; if there are more than 32 details; if a detail's name has more than
   *     256 characters, or its value more than 4096; or if a note is not JSON text, or has the name
   *     of another part
   * @throws NullPointerException if a part is null that is not nullable
   */
  public StoredToken {
    Require.location(location);
    obtainedAt = obtainedAt == null ? null : milliseconds("obtainedAt", obtainedAt);
    if (refreshToken != null) {
      Require.token("refreshToken", refreshToken);
    }
    details = checked(details);
    notes = Notes.copyOf(notes);
    for (String name : notes.keySet()) {
      if (PlainTokenCodec.PARTS.contains(name)) {
        throw new IllegalArgumentException("notes: the name of another part of a record: " + name);
      }
    }
  }

  /**
   * A stored access token. It names no data center, so that a changed record cannot add a host.
   *
   * @param value the secret itself: 1 to 4096 characters of {@code A-Z a-z 0-9 . _ ~ + / = -}
   * @param expiresAt when Zoho stops accepting it
   * @param scopes the granted scopes, as Zoho reported them; empty if Zoho reported none
   * @param apiDomain the base URL of the API as it was stored; a client uses it only if its data
   *     center serves it
   */
  public record Issued(String value, Instant expiresAt, Set<String> scopes, URI apiDomain) {

    /**
     * Checks the values and copies the scopes.
     *
     * @throws IllegalArgumentException if the value has a character that no token has; if the
     *     instant is out of the range of epoch milliseconds
     * @throws NullPointerException if anything is null
     */
    public Issued {
      Require.token("value", Objects.requireNonNull(value, "value"));
      expiresAt = milliseconds("expiresAt", expiresAt);
      scopes = Scopes.copyOf(scopes);
      Objects.requireNonNull(apiDomain, "apiDomain");
    }

    private AccessToken at(DataCenter dataCenter) {
      AccessToken token = AccessToken.of(value, expiresAt, dataCenter);
      URI served = dataCenter.serves(apiDomain) ? Origin.of(apiDomain) : null;
      return new AccessToken(
          value, expiresAt, scopes, dataCenter, served == null ? token.apiDomain() : served);
    }

    /** Returns all components except the value. */
    @Override
    public String toString() {
      return "Issued[value=redacted, expiresAt=%s, scopes=%s, apiDomain=%s]"
          .formatted(expiresAt, scopes, apiDomain);
    }
  }

  private static Instant milliseconds(String option, Instant value) {
    Require.epochMilli(option, Objects.requireNonNull(value, option));
    return value.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Map<String, String> checked(Map<String, String> details) {
    if (details.isEmpty()) {
      return Map.of();
    }
    if (details.size() > 32) {
      throw new IllegalArgumentException("details: at most 32");
    }
    Map<String, String> kept = new TreeMap<>(details);
    kept.forEach(
        (name, value) -> {
          Require.atMost(256, "name", name);
          Require.atMost(4096, "value", value);
        });
    return Collections.unmodifiableMap(kept);
  }

  /**
   * Returns a record with only a refresh token, such as one from another system.
   *
   * <p>The first renewal gets the access token.
   *
   * @param dataCenter the data center that issued the refresh token
   * @throws IllegalArgumentException if the refresh token has a character that no token has
   */
  public static StoredToken refreshing(DataCenter dataCenter, String refreshToken) {
    Require.token("refreshToken", refreshToken);
    return new StoredToken(dataCenter.location(), null, null, refreshToken, Map.of(), Map.of());
  }

  /**
   * Returns a copy with this access token, obtained at this instant.
   *
   * @throws IllegalArgumentException if the token is from a data center of another location; if an
   *     instant is out of the range of epoch milliseconds
   */
  public StoredToken withAccessToken(AccessToken token, Instant obtainedAt) {
    requireLocation(token.dataCenter());
    Issued issued = new Issued(token.value(), token.expiresAt(), token.scopes(), token.apiDomain());
    Objects.requireNonNull(obtainedAt, "obtainedAt");
    return new StoredToken(location, issued, obtainedAt, refreshToken, details, notes);
  }

  /**
   * Returns a copy with this refresh token.
   *
   * @throws IllegalArgumentException if it has a character that no token has
   */
  public StoredToken withRefreshToken(String refreshToken) {
    Require.token("refreshToken", refreshToken);
    return new StoredToken(location, accessToken, obtainedAt, refreshToken, details, notes);
  }

  /**
   * Returns a copy with this detail of the application, such as the user's e-mail address.
   *
   * @throws IllegalArgumentException if the name has more than 256 characters, or the value more
   *     than 4096; if there would be more than 32 details
   */
  public StoredToken withDetail(String name, String value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return new StoredToken(location, accessToken, obtainedAt, refreshToken, more, notes);
  }

  /**
   * Returns the access token for a data center that the caller vouches for; empty if there is none.
   *
   * <p>A record cannot vouch for a host. If the data center does not serve the stored API domain,
   * the token gets the production API domain.
   *
   * @param dataCenter the caller's own data center, not one made from stored data
   * @throws IllegalArgumentException if the tokens were issued at another location
   */
  public Optional<AccessToken> accessTokenOf(DataCenter dataCenter) {
    requireLocation(dataCenter);
    return accessToken == null ? Optional.empty() : Optional.of(accessToken.at(dataCenter));
  }

  private void requireLocation(DataCenter dataCenter) {
    if (!dataCenter.location().equals(location)) {
      throw new IllegalArgumentException(
          "dataCenter: the record's tokens were issued at %s, and this is %s"
              .formatted(location, dataCenter.location()));
    }
  }

  /**
   * Returns a copy in which every instant is moved by this duration, including those of the notes.
   *
   * <p>It is for a store whose records have the time of another clock than the host's.
   *
   * @param shift the duration to add; a negative one makes the instants earlier
   */
  public StoredToken shiftedBy(Duration shift) {
    if (shift.isZero()) {
      return this;
    }
    Issued issued =
        accessToken == null
            ? null
            : new Issued(
                accessToken.value(),
                shifted(accessToken.expiresAt(), shift),
                accessToken.scopes(),
                accessToken.apiDomain());
    Instant since = obtainedAt == null ? null : shifted(obtainedAt, shift);
    Notes moved = Notes.copyOf(notes).moved(at -> shifted(at, shift));
    return new StoredToken(location, issued, since, refreshToken, details, moved);
  }

  private static Instant shifted(Instant at, Duration shift) {
    return Require.nearestEpochMilli(at.plus(shift));
  }

  /** Returns the location, the access token without its value, and the details' names. */
  @Override
  public String toString() {
    return "StoredToken[location=%s, accessToken=%s, refreshToken=%s, details=%s]"
        .formatted(
            location, accessToken, refreshToken == null ? "none" : "redacted", details.keySet());
  }
}
