package io.github.zohooauth.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.client.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where this library and Nimbus JOSE differ on an id_token, and why: the whole list. */
public enum KnownDifferences {
  /** Zoho pads; Nimbus takes the padding for a part of what is signed, and nothing else. */
  RIGHT_PADDING_BESIDE_THE_SIGNATURE(true) {
    @Override
    boolean fits(IdTokenParts token, NimbusVerifier nimbus) {
      return token.text().contains("=")
          && token.areCanonical()
          && nimbus.accepts(token.text().replace("=", ""));
    }
  },
  /** Nimbus skips what is not of the alphabet, wrong padding, and stray last bits. */
  LAX_BASE64(false) {
    @Override
    boolean fits(IdTokenParts token, NimbusVerifier nimbus) {
      return !token.areCanonical();
    }
  },
  /** Zoho's name for {@code kid} is none to Nimbus, which then tries every key. */
  KEY_ID_OF_ANOTHER_KEY(false) {
    @Override
    boolean fits(IdTokenParts token, NimbusVerifier nimbus) {
      return !token.header().hasNonNull("kid") && token.header().hasNonNull("key_id");
    }
  },
  /** Nimbus wants well-formed keys in a header; here they are not looked at. */
  KEYS_IN_THE_HEADER(true) {
    @Override
    boolean fits(IdTokenParts token, NimbusVerifier nimbus) {
      ObjectNode bare = token.header().deepCopy();
      bare.remove(Set.of("jku", "x5u", "jwk", "x5c", "cty", "zip", "key_id"));
      return bare.size() < token.header().size()
          && Stream.of(IdTokenFixture.KEY, IdTokenFixture.OTHER_KEY, IdTokenFixture.KEY_384)
              .map(key -> IdTokenFixture.signed(bare.toString(), token.claims().toString(), key))
              .anyMatch(nimbus::accepts);
    }
  },
  /** A list of critical extensions must not be empty (RFC 7515, 4.1.11). */
  EMPTY_CRIT(false) {
    @Override
    boolean fits(IdTokenParts token, NimbusVerifier nimbus) {
      return token.header().has("crit") && token.header().path("crit").isEmpty();
    }
  },
  /** At {@code nbf} itself it is good (RFC 7519, 4.1.5); Nimbus wants a second more. */
  NOT_BEFORE_NOW(true) {
    @Override
    boolean fits(IdTokenParts token, NimbusVerifier nimbus) {
      return token.claims().path("nbf").asLong()
          == Scene.NOW.getEpochSecond() + NimbusVerifier.LEEWAY;
    }
  },
  /** To Nimbus a number is a subject, and any number a time. */
  NUMBERS(false) {
    @Override
    boolean fits(IdTokenParts token, NimbusVerifier nimbus) {
      return token.claims().path("sub").isNumber()
          || Stream.of("exp", "iat", "nbf")
              .map(token.claims()::path)
              .anyMatch(time -> time.asDouble() < 0 || time.asDouble() > 253_402_300_799.0);
    }
  };

  /** The verdict here. */
  final boolean accepted;

  KnownDifferences(boolean accepted) {
    this.accepted = accepted;
  }

  abstract boolean fits(IdTokenParts token, NimbusVerifier nimbus);

  public static Optional<KnownDifferences> of(
      String text, boolean accepted, NimbusVerifier nimbus) {
    IdTokenParts token = IdTokenParts.of(text);
    return Stream.of(values())
        .filter(why -> why.accepted == accepted && why.fits(token, nimbus))
        .findFirst();
  }
}
