package io.github.zohooauth.localzoho.internal.openid;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.SigningKey;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The id_token that says who signed in: a JWS by the data center's newest key, as a {@link Reading}
 * has it (section 10).
 */
public final class IdTokens {
  private static final Duration LIFE = Duration.ofHours(1);

  private final World world;
  private final Reading reading;
  private final Metadata metadata;

  public IdTokens(World world, Addresses addresses) {
    this.world = world;
    this.reading = world.reading();
    this.metadata = new Metadata(world, addresses);
  }

  /**
   * Returns the id_token that comes beside an access token; empty if the scopes ask for none.
   *
   * @param nonce what the authorization request asked to be repeated, null for nothing
   */
  public Optional<String> of(Grant grant, String accessToken, @Nullable String nonce) {
    if (!Claims.wanted(grant)) {
      return Optional.empty();
    }
    SigningKey key = world.keys().newest(grant.location());
    ObjectNode claims = Claims.of(grant, reading);
    claims.put("aud", grant.client().id()).put("at_hash", atHash(accessToken, key.algorithm()));
    if (reading.is(IdentitySwitch.IssuerClaim.PRESENT)) {
      claims.put("iss", metadata.issuer(grant.location()));
    }
    long now = world.clock().instant().getEpochSecond();
    if (reading.is(IdentitySwitch.ExpiryClaim.PRESENT)) {
      claims.put("exp", now + LIFE.toSeconds());
    }
    if (reading.is(IdentitySwitch.IssuedAtClaim.PRESENT)) {
      claims.put("iat", now);
    }
    if (nonce != null && reading.is(IdentitySwitch.Nonce.ECHOED)) {
      claims.put("nonce", nonce);
    }
    return Optional.of(signed(claims, key));
  }

  private String signed(ObjectNode claims, SigningKey key) {
    String header = header(key).toString();
    String payload = claims.toString();
    Base64.Encoder plain = Base64.getUrlEncoder().withoutPadding();
    Base64.Encoder sent = reading.is(IdentitySwitch.Padding.NONE) ? plain : Base64.getUrlEncoder();
    Base64.Encoder signed = reading.is(IdentitySwitch.Padding.SIGNED_WITH) ? sent : plain;
    byte[] signature = key.sign(bytes(segments(signed, header, payload)));
    return segments(sent, header, payload) + "." + sent.encodeToString(signature);
  }

  private ObjectNode header(SigningKey key) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    switch (reading.get(IdentitySwitch.KeyIdHeader.class)) {
      case KEY_ID -> header.put("key_id", key.id());
      case KID -> header.put("kid", key.id());
      case ABSENT -> {}
    }
    return header.put("typ", "JWS").put("alg", key.algorithm().name());
  }

  private static String segments(Base64.Encoder encoder, String header, String payload) {
    return encoder.encodeToString(bytes(header)) + "." + encoder.encodeToString(bytes(payload));
  }

  /** Returns the left half of the key's hash, as OpenID Connect Core 3.1.3.6 asks. */
  private static String atHash(String accessToken, SigningKey.Algorithm algorithm) {
    try {
      byte[] hash = MessageDigest.getInstance(algorithm.hash()).digest(bytes(accessToken));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks " + algorithm.hash(), e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
