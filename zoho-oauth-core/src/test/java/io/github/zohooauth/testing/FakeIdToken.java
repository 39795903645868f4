package io.github.zohooauth.testing;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.IdToken;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds an {@link IdToken} for an application's tests, which counts as verified. Not thread-safe.
 *
 * <p>What it builds fails where a real one fails: without an e-mail address, and with one that Zoho
 * has not verified.
 */
public final class FakeIdToken {

  private final Map<String, String> claims = new TreeMap<>();

  private FakeIdToken() {
    claims.put("iss", "https://accounts.zoho.com");
    claims.put("sub", FakeUserInfo.SUBJECT);
    claims.put("aud", "1000.FAKE");
    Instant now = InstantSource.system().instant();
    issuedAt(now).expiresAt(now.plus(Duration.ofHours(1)));
  }

  /** Returns a builder for an id_token of one hour, without an e-mail address. */
  public static FakeIdToken builder() {
    return new FakeIdToken();
  }

  /** Sets the issuer; the default is {@code https://accounts.zoho.com}. */
  public FakeIdToken issuer(String issuer) {
    return claim("iss", issuer);
  }

  /** Sets Zoho's ID of the user; the default is that of {@link FakeUserInfo}. */
  public FakeIdToken subject(String subject) {
    return claim("sub", Objects.requireNonNull(subject, "subject"));
  }

  /** Sets the ID of the client, which is the whole audience of a verified id_token. */
  public FakeIdToken audience(String clientId) {
    return claim("aud", clientId);
  }

  /** Sets the e-mail address, which Zoho has verified. */
  public FakeIdToken email(String email) {
    return claim("email", email).claim("email_verified", "true");
  }

  /** Sets an e-mail address that Zoho has not verified, so that {@code email()} throws. */
  public FakeIdToken unverifiedEmail(String email) {
    return claim("email", email).claim("email_verified", "false");
  }

  /** Sets the time of issue, to the second. */
  public FakeIdToken issuedAt(Instant issuedAt) {
    return time("iat", Objects.requireNonNull(issuedAt, "issuedAt"));
  }

  /** Sets the expiry, to the second. */
  public FakeIdToken expiresAt(Instant expiresAt) {
    return time("exp", Objects.requireNonNull(expiresAt, "expiresAt"));
  }

  private FakeIdToken time(String name, Instant time) {
    claims.put(name, String.valueOf(time.getEpochSecond()));
    return this;
  }

  /** Leaves out the expiry, so that {@code expiresAt()} is empty. */
  public FakeIdToken withoutExpiry() {
    claims.remove("exp");
    return this;
  }

  /**
   * Sets a claim, such as {@code first_name}, to this text.
   *
   * @throws IllegalArgumentException if it is {@code exp} or {@code iat}, and the text is not a
   *     number of seconds
   */
  public FakeIdToken claim(String name, String value) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    if (name.equals("exp") || name.equals("iat")) {
      return time(name, seconds(name, value));
    }
    claims.put(name, value);
    return this;
  }

  private static Instant seconds(String name, String value) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(value));
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException(
          name + ": not a number of seconds since 1970. Use issuedAt(...) or expiresAt(...).", e);
    }
  }

  /** Returns the id_token. */
  public IdToken build() {
    return new Claims(Map.copyOf(claims));
  }

  private record Claims(Map<String, String> claims) implements IdToken {

    private String text(String name) {
      return claim(name).orElseThrow();
    }

    private Optional<Instant> time(String name) {
      return claim(name).map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    @Override
    public String issuer() {
      return text("iss");
    }

    @Override
    public String subject() {
      return text("sub");
    }

    @Override
    public Set<String> audience() {
      return Set.of(text("aud"));
    }

    @Override
    public Optional<Instant> expiresAt() {
      return time("exp");
    }

    @Override
    public Optional<Instant> issuedAt() {
      return time("iat");
    }

    @Override
    public String email() {
      if (claim("email_verified").filter("false"::equals).isPresent()) {
        throw new AuthorizationRequiredException("The e-mail address of this fake is unverified.");
      }
      return claim("email")
          .orElseThrow(() -> new ConfigurationException("This fake has no e-mail address."));
    }

    @Override
    public Optional<String> claim(String name) {
      return Optional.ofNullable(claims.get(Objects.requireNonNull(name, "name")));
    }

    @Override
    public String toString() {
      return "IdToken[redacted]";
    }
  }
}
