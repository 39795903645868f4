package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An id_token in the making, right in everything that is not changed. */
public final class IdTokenFixture {

  public static final RSAKey KEY = key("key-1", 2048);
  public static final RSAKey OTHER_KEY = key("key-2", 2048);

  /** One that says with which algorithm it signs; the others say nothing. */
  public static final RSAKey KEY_384 = bound(key("key-3", 2048), JWSAlgorithm.RS384);

  public static final String NONCE = "n-0S6_WzA2Mj";
  public static final String SUBJECT = "675925609";

  /** An access token that came beside it. */
  public static final String BESIDE = "1000.beside";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<RSAKey, PrivateKey> PRIVATE = new ConcurrentHashMap<>();

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  private IdTokenFixture() {}

  public static RSAKey key(String id, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  public static RSAKey bound(RSAKey key, JWSAlgorithm algorithm) {
    return new RSAKey.Builder(key).algorithm(algorithm).build();
  }

  /** What a standard provider issues to the client of {@link Scene}. */
  public static IdTokenFixture by(DataCenter dataCenter) {
    IdTokenFixture minted = new IdTokenFixture();
    long now = Scene.NOW.getEpochSecond();
    return minted
        .header("alg", "RS256")
        .header("kid", KEY.getKeyID())
        .header("typ", "JWT")
        .claim("iss", dataCenter.accountsServer().toString())
        .claim("sub", SUBJECT)
        .claim("aud", Scene.CLIENT_ID)
        .claim("exp", now + 3600)
        .claim("iat", now - 5)
        .claim("nonce", NONCE)
        .claim("email", "somebody@example.com");
  }

  public IdTokenFixture header(String name, Object value) {
    return set(header, name, value);
  }

  public IdTokenFixture withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  public IdTokenFixture claim(String name, Object value) {
    return set(claims, name, value);
  }

  public IdTokenFixture without(String claim) {
    claims.remove(claim);
    return this;
  }

  private IdTokenFixture set(Map<String, Object> members, String name, Object value) {
    members.put(name, value);
    return this;
  }

  public String headerJson() {
    return json(header);
  }

  public String claimsJson() {
    return json(claims);
  }

  /** The same, to be signed by the key that signs with RS384. */
  public IdTokenFixture in384() {
    return header("alg", "RS384").header("kid", KEY_384.getKeyID());
  }

  public String signed() {
    return signedBy(KEY);
  }

  public String signedBy(RSAKey key) {
    return signed(headerJson(), claimsJson(), key);
  }

  public static String signed(String header, String claims, RSAKey key) {
    String text = part(header) + "." + part(claims);
    return text + "." + signature(text, key);
  }

  /** Signed with an algorithm that neither header nor key need fit. */
  static String signed(String header, String claims, RSAKey key, JWSAlgorithm algorithm) {
    String text = part(header) + "." + part(claims);
    return text + "." + signature(text, key, algorithm);
  }

  public static String part(String json) {
    return Base64URL.encode(json.getBytes(UTF_8)).toString();
  }

  /** With the key's own algorithm over any text, which the header need not fit. */
  static String signature(String text, RSAKey key) {
    return signature(text, key, key.equals(KEY_384) ? JWSAlgorithm.RS384 : JWSAlgorithm.RS256);
  }

  static String signature(String text, RSAKey key, JWSAlgorithm algorithm) {
    try {
      Signature signer =
          Signature.getInstance("SHA" + algorithm.getName().substring(2) + "withRSA");
      signer.initSign(PRIVATE.computeIfAbsent(key, IdTokenFixture::privateKey));
      signer.update(text.getBytes(UTF_8));
      return Base64URL.encode(signer.sign()).toString();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static PrivateKey privateKey(RSAKey key) {
    try {
      return key.toPrivateKey();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String json(Map<String, Object> members) {
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
