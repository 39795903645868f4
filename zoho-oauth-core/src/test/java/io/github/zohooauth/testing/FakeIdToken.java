package io.github.zohooauth.testing;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.IdToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
  private Instant issuedAt = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
  private Instant expiresAt = issuedAt.plus(Duration.ofHours(1));

  private FakeIdToken() {
    claims.put("iss", "https://accounts.zoho.com");
    claims.put("sub", FakeUserInfo.SUBJECT);
    claims.put("aud", "1000.FAKE");
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
    return claim("sub", subject);
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
    this.issuedAt = Objects.requireNonNull(issuedAt, "issuedAt").truncatedTo(ChronoUnit.SECONDS);
    return this;
  }

  /** Sets the expiry, to the second. */
  public FakeIdToken expiresAt(Instant expiresAt) {
    this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt").truncatedTo(ChronoUnit.SECONDS);
    return this;
  }

  /** Sets a claim, such as {@code first_name}, to this text. */
  public FakeIdToken claim(String name, String value) {
    claims.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return this;
  }

  /** Returns the id_token. */
  public IdToken build() {
    Map<String, String> all = new TreeMap<>(claims);
    all.put("iat", String.valueOf(issuedAt.getEpochSecond()));
    all.put("exp", String.valueOf(expiresAt.getEpochSecond()));
    return new Claims(Map.copyOf(all));
  }

  private record Claims(Map<String, String> claims) implements IdToken {

    private String text(String name) {
      return claim(name).orElseThrow();
    }

    private Optional<Instant> time(String name) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text(name))));
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
