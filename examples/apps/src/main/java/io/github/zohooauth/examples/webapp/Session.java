package io.github.zohooauth.examples.webapp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.zohooauth.TokenOwner;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A browser that this application knows.
 *
 * @param id the secret in its cookie
 * @param formKey the secret in the forms it was shown
 * @param owner who logged in, or null if nobody has
 * @param expiresAt from when on it is good for nothing
 */
record Session(String id, String formKey, @Nullable TokenOwner owner, Instant expiresAt) {

  private static final SecureRandom RANDOM = new SecureRandom();

  static Session of(@Nullable TokenOwner owner, Instant expiresAt) {
    return new Session(secret(), secret(), owner, expiresAt);
  }

  /** Returns whether a form was sent from one of our own pages. */
  boolean sent(Visit visit) {
    byte[] key = visit.formField("form_key").getBytes(US_ASCII);
    return MessageDigest.isEqual(key, formKey.getBytes(US_ASCII));
  }

  private static String secret() {
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  @Override
  public String toString() {
    return "Session[redacted]";
  }
}
