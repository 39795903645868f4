package io.github.zohooauth.internal.loopback;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which request brings the redirect; of all others none does harm. */
public final class LoopbackRules {

  /** Longer than any honest fragment: a token of 4096 characters, and an id_token. */
  static final int MAX_FRAGMENT = 16 * 1024;

  private static final Pattern FRAGMENT = Pattern.compile("[\\x21-\\x7e]+");

  private final LoopbackAddress address;
  private final Predicate<String> isAnswer;
  private final Predicate<String> isAwaited;
  private final String key;

  /**
   * Makes the rules of one receiver.
   *
   * @param isAnswer whether parameters are an answer to any authorization request
   * @param isAwaited whether they are the answer to the receiver's own request
   */
  public LoopbackRules(
      LoopbackAddress address, Predicate<String> isAnswer, Predicate<String> isAwaited) {
    this.address = address;
    this.isAnswer = isAnswer;
    this.isAwaited = isAwaited;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** The reply to a head; null if it is the page's own POST, whose body decides. */
  @Nullable LoopbackReply reply(LoopbackRequest request) {
    if (!address.isHost(request.header("host"))) {
      return LoopbackReply.refusing(421);
    }
    if (!request.path().equals(address.path())) {
      return LoopbackReply.refusing(404);
    }
    return switch (request.method()) {
      case "GET" -> get(request);
      case "POST" -> post(request);
      default -> LoopbackReply.refusing(405);
    };
  }

  private LoopbackReply get(LoopbackRequest request) {
    if (!isNavigation(request)) {
      return LoopbackReply.refusing(403);
    }
    if (!isAnswer.test(request.query())) {
      return LoopbackReply.asking(key);
    }
    return isAwaited.test(request.query())
        ? LoopbackReply.accepting(address.with("?" + request.query()))
        : LoopbackReply.refusing(400);
  }

  /** A browser tells when it only fetches an image or a frame for some other page. */
  private static boolean isNavigation(LoopbackRequest request) {
    return isNoneBut("navigate", request.header("sec-fetch-mode"))
        && isNoneBut("document", request.header("sec-fetch-dest"));
  }

  private static boolean isNoneBut(String expected, @Nullable String value) {
    return value == null || value.equals(expected);
  }

  private @Nullable LoopbackReply post(LoopbackRequest request) {
    String sent = request.header(LoopbackPage.KEY_HEADER);
    boolean own =
        address.isOrigin(request.header("origin"))
            && sent != null
            && MessageDigest.isEqual(sent.getBytes(US_ASCII), key.getBytes(US_ASCII));
    if (!own) {
      return LoopbackReply.refusing(403);
    }
    int length = request.contentLength();
    if (length < 0) {
      return LoopbackReply.refusing(411);
    }
    return length > MAX_FRAGMENT ? LoopbackReply.refusing(413) : null;
  }

  /** The reply to the page's own POST. */
  LoopbackReply relayed(String fragment) {
    return FRAGMENT.matcher(fragment).matches() && isAwaited.test(fragment)
        ? LoopbackReply.accepting(address.with("#" + fragment))
        : LoopbackReply.refusing(400);
  }
}
