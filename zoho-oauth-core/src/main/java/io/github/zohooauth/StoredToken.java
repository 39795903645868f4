package io.github.zohooauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * What a {@link TokenStore} keeps for one key: tokens, where they belong, and the application's own
 * details.
 *
 * <p>A store turns it into text and back with a {@link TokenCodec} and needs none of its parts. Two
 * are equal if their text under one key is. Instants are kept to the millisecond. {@link #toString}
 * leaves the tokens out, and the type is not {@code Serializable}. Immutable and thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 */
public final class StoredToken {

  private final String dataCenter;
  private final @Nullable Issued accessToken;
  private final @Nullable Instant obtainedAt;
  private final @Nullable String refreshToken;
  private final Map<String, String> details;
  private final RenewalNotes notes;
  private final SignInNotes signIn;

  /**
   * An access token as it is stored: without its data center, as a record names no hosts to trust.
   *
   * <p>{@link #toString} leaves the value out. Immutable and thread-safe.
   *
   * @param value the secret itself
   * @param expiresAt when Zoho stops accepting it
   * @param scopes what was granted; empty if that is not known
   * @param apiDomain as it was stored: checked again before a request goes there
   */
  public record Issued(String value, Instant expiresAt, Set<String> scopes, URI apiDomain) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the value has a character that no token has
     * @throws NullPointerException if anything is null
     */
    public Issued {
      Require.token("value", Objects.requireNonNull(value, "value"));
      Objects.requireNonNull(expiresAt, "expiresAt");
      scopes = Scopes.copyOf(scopes);
      Objects.requireNonNull(apiDomain, "apiDomain");
    }

    private AccessToken at(DataCenter dataCenter) {
      AccessToken token = AccessToken.of(value, expiresAt, dataCenter);
      URI served = dataCenter.serves(apiDomain) ? Origin.of(apiDomain) : null;
      return new AccessToken(
          value, expiresAt, scopes, dataCenter, served == null ? token.apiDomain() : served);
    }

    /** Returns all but the value. */
    @Override
    public String toString() {
      return "Issued[value=redacted, expiresAt=%s, scopes=%s, apiDomain=%s]"
          .formatted(expiresAt, scopes, apiDomain);
    }
  }

  /** Fields of the text form that this version does not know; they survive a round trip. */
  private final ObjectNode unknown;

  /** Takes what is checked already, and changes no more: each step of a renewal makes another. */
  StoredToken(
      String dataCenter,
      @Nullable Issued accessToken,
      @Nullable Instant obtainedAt,
      @Nullable String refreshToken,
      Map<String, String> details,
      RenewalNotes notes,
      SignInNotes signIn,
      ObjectNode unknown) {
    this.dataCenter = dataCenter;
    this.accessToken = accessToken;
    this.obtainedAt = obtainedAt;
    this.refreshToken = refreshToken;
    this.details = details;
    this.notes = notes;
    this.signIn = signIn;
    this.unknown = unknown;
  }

  /** Returns a record without any token yet. */
  static StoredToken at(DataCenter dataCenter) {
    ObjectNode unknown = JsonNodeFactory.instance.objectNode();
    return new StoredToken(
        dataCenter.location(),
        null,
        null,
        null,
        Map.of(),
        RenewalNotes.NONE,
        SignInNotes.NONE,
        unknown);
  }

  /**
   * Returns a record with a refresh token alone, as one brings along from elsewhere; the first
   * renewal gets the access token.
   *
   * @param dataCenter where the refresh token was issued
   * @throws IllegalArgumentException if the refresh token has a character that no token has
   */
  public static StoredToken refreshing(DataCenter dataCenter, String refreshToken) {
    return at(dataCenter).withRefreshToken(refreshToken);
  }

  /**
   * Returns a copy with this access token, obtained at this instant.
   *
   * @throws IllegalArgumentException if an instant is beyond what epoch milliseconds can tell
   */
  public StoredToken withAccessToken(AccessToken token, Instant obtainedAt) {
    return withAccessToken(
        new Issued(token.value(), token.expiresAt(), token.scopes(), token.apiDomain()),
        obtainedAt);
  }

  /**
   * Returns a copy with this access token, obtained at this instant.
   *
   * @throws IllegalArgumentException if an instant is beyond what epoch milliseconds can tell
   */
  public StoredToken withAccessToken(Issued token, Instant obtainedAt) {
    Require.epochMilli("expiresAt", token.expiresAt());
    Require.epochMilli("obtainedAt", obtainedAt);
    Instant expiresAt = token.expiresAt().truncatedTo(ChronoUnit.MILLIS);
    Issued kept = new Issued(token.value(), expiresAt, token.scopes(), token.apiDomain());
    Instant since = obtainedAt.truncatedTo(ChronoUnit.MILLIS);
    return new StoredToken(dataCenter, kept, since, refreshToken, details, notes, signIn, unknown);
  }

  /**
   * Returns a copy with this refresh token.
   *
   * @throws IllegalArgumentException if it has a character that no token has
   */
  public StoredToken withRefreshToken(String refreshToken) {
    Require.token("refreshToken", refreshToken);
    return new StoredToken(
        dataCenter, accessToken, obtainedAt, refreshToken, details, notes, signIn, unknown);
  }

  /**
   * Returns a copy with this detail of the application's own, such as the user's e-mail.
   *
   * @throws IllegalArgumentException if the name has more than 256 characters, the value more than
   *     4096, or there would be more than 32 details
   */
  public StoredToken withDetail(String name, String value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(Require.atMost(256, "name", name), Require.atMost(4096, "value", value));
    if (more.size() > 32) {
      throw new IllegalArgumentException("details: at most 32");
    }
    return withDetails(more);
  }

  /**
   * Returns a copy whose instants are all later by this much, as a clock that is ahead by it would
   * have written them; for a store that keeps another clock's time than the host's.
   *
   * @param shift how much later; a negative one makes them earlier
   */
  public StoredToken shiftedBy(Duration shift) {
    if (shift.isZero()) {
      return this;
    }
    Issued access =
        accessToken == null
            ? null
            : new Issued(
                accessToken.value(),
                Shift.of(accessToken.expiresAt(), shift),
                accessToken.scopes(),
                accessToken.apiDomain());
    Instant since = obtainedAt == null ? null : Shift.of(obtainedAt, shift);
    RenewalNotes shifted = notes.shiftedBy(shift);
    return new StoredToken(
        dataCenter, access, since, refreshToken, details, shifted, signIn, unknown);
  }

  StoredToken withDetails(Map<String, String> details) {
    Map<String, String> kept = Collections.unmodifiableMap(new TreeMap<>(details));
    return new StoredToken(
        dataCenter, accessToken, obtainedAt, refreshToken, kept, notes, signIn, unknown);
  }

  StoredToken withNotes(RenewalNotes notes) {
    return new StoredToken(
        dataCenter, accessToken, obtainedAt, refreshToken, details, notes, signIn, unknown);
  }

  StoredToken withSignIn(SignInNotes signIn) {
    return new StoredToken(
        dataCenter, accessToken, obtainedAt, refreshToken, details, notes, signIn, unknown);
  }

  /** Returns the location code of the data center that issued the tokens, such as {@code eu}. */
  public String dataCenter() {
    return dataCenter;
  }

  /** Returns the access token, which may have expired; empty if none was obtained yet. */
  public Optional<Issued> accessToken() {
    return Optional.ofNullable(accessToken);
  }

  /**
   * Returns the access token as one of this data center, which the caller vouches for; it may have
   * expired. Empty if none was obtained yet.
   *
   * <p>A record names no hosts to trust: if the data center does not serve the stored API domain,
   * the token has that of production.
   */
  public Optional<AccessToken> accessTokenOf(DataCenter dataCenter) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    return accessToken().map(token -> token.at(dataCenter));
  }

  /** Returns when the access token was obtained; empty if none was. */
  public Optional<Instant> obtainedAt() {
    return Optional.ofNullable(obtainedAt);
  }

  /** Returns the refresh token: a secret; empty if Zoho gave none. */
  public Optional<String> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  /** Returns the application's own details by name; unmodifiable. */
  public Map<String, String> details() {
    return details;
  }

  RenewalNotes notes() {
    return notes;
  }

  SignInNotes signIn() {
    return signIn;
  }

  ObjectNode unknown() {
    return unknown;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredToken that
        && dataCenter.equals(that.dataCenter)
        && Objects.equals(accessToken, that.accessToken)
        && Objects.equals(obtainedAt, that.obtainedAt)
        && Objects.equals(refreshToken, that.refreshToken)
        && details.equals(that.details)
        && notes.equals(that.notes)
        && signIn.equals(that.signIn)
        && unknown.equals(that.unknown);
  }

  @Override
  public int hashCode() {
    return Objects.hash(dataCenter, accessToken, refreshToken, details);
  }

  /** Returns the data center, the access token without its value, and the details' names. */
  @Override
  public String toString() {
    return "StoredToken[dataCenter=%s, accessToken=%s, refreshToken=%s, details=%s]"
        .formatted(
            dataCenter, accessToken, refreshToken == null ? "none" : "redacted", details.keySet());
  }
}
