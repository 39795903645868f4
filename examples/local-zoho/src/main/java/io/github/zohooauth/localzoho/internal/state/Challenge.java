package io.github.zohooauth.localzoho.internal.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** A PKCE code challenge (2.7, RFC 7636). */
public record Challenge(Method method, String value) {
  public enum Method {
    PLAIN,
    S256
  }

  /** Returns the method of this name; {@code plain} if none is named, empty for an unknown one. */
  public static Optional<Method> method(Optional<String> name) {
    return switch (name.orElse("plain")) {
      case "plain" -> Optional.of(Method.PLAIN);
      case "S256" -> Optional.of(Method.S256);
      default -> Optional.empty();
    };
  }

  public boolean isMetBy(String verifier) {
    return value.equals(method == Method.PLAIN ? verifier : s256(verifier));
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Challenge[" + method + "]";
  }
}
