package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.zohooauth.client.Scene;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nimbus JOSE under the same rules: what it says of an id_token. */
public final class NimbusVerifier {

  static final int LEEWAY = 300;

  private final DefaultJWTProcessor<SecurityContext> nimbus = new DefaultJWTProcessor<>();

  /**
   * Sets the rules.
   *
   * @param accessToken that came beside each id_token
   */
  public NimbusVerifier(JWKSet keys, String issuer, String accessToken) {
    nimbus.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT,
            new JOSEObjectType("JWS"),
            new JOSEObjectType("application/jwt"),
            null));
    nimbus.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384), new ImmutableJWKSet<>(bound(keys))));
    nimbus.setJWTClaimsSetVerifier(new Rules(issuer, accessToken));
  }

  /** To Nimbus a key without {@code alg} signs with any; here it signs with RS256. */
  private static JWKSet bound(JWKSet keys) {
    return new JWKSet(
        keys.getKeys().stream()
            .map(RSAKey.class::cast)
            .map(
                key ->
                    key.getAlgorithm() == null
                        ? IdTokenFixture.bound(key, JWSAlgorithm.RS256)
                        : key)
            .map(JWK.class::cast)
            .toList());
  }

  public static String half(String hash, String text) {
    try {
      byte[] whole = MessageDigest.getInstance(hash).digest(text.getBytes(US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(whole, whole.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** By which algorithm a token is signed, for the rules on its claims. */
  private record SignedWith(JWSAlgorithm algorithm) implements SecurityContext {}

  public boolean accepts(String idToken) {
    try {
      SignedJWT token = SignedJWT.parse(idToken);
      return nimbus.process(token, new SignedWith(token.getHeader().getAlgorithm())) != null;
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return false;
    }
  }

  private static final class Rules extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final String accessToken;

    Rules(String issuer, String accessToken) {
      super(
          Scene.CLIENT_ID,
          new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", IdTokenFixture.NONCE).build(),
          Set.of("iss", "sub", "aud", "exp", "iat", "nonce"));
      this.accessToken = accessToken;
      setMaxClockSkew(LEEWAY);
    }

    private String hash(@Nullable SecurityContext context) {
      boolean rs384 = context instanceof SignedWith by && by.algorithm().equals(JWSAlgorithm.RS384);
      return half(rs384 ? "SHA-384" : "SHA-256", accessToken);
    }

    @Override
    protected Date currentTime() {
      return Date.from(Scene.NOW);
    }

    /** What Nimbus JOSE leaves to its user: the rules that are OpenID Connect's own. */
    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
        throws BadJWTException {
      super.verify(claims, context);
      try {
        List<String> audience = claims.getAudience();
        String azp = claims.getStringClaim("azp");
        String hash = claims.getStringClaim("at_hash");
        Date issuedAt = claims.getIssueTime();
        Date expiry = claims.getExpirationTime();
        boolean good =
            audience.stream().allMatch(Scene.CLIENT_ID::equals)
                && (azp == null ? audience.size() == 1 : azp.equals(Scene.CLIENT_ID))
                && claims.getSubject() != null
                && !claims.getSubject().isBlank()
                && (hash == null || hash.equals(hash(context)))
                && issuedAt != null
                && expiry != null
                && !issuedAt.toInstant().isAfter(Scene.NOW.plusSeconds(LEEWAY))
                && !issuedAt.toInstant().isAfter(expiry.toInstant());
        if (!good) {
          throw new BadJWTException("refused");
        }
      } catch (ParseException e) {
        throw new BadJWTException("refused", e);
      }
    }
  }
}
