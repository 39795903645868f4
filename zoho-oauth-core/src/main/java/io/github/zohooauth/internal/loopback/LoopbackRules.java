package io.github.zohooauth.internal.loopback;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.zohooauth.internal.loopback.LoopbackConnection.Request;
import io.github.zohooauth.internal.loopback.LoopbackPage.Reply;
import io.github.zohooauth.internal.text.Crypto;
import java.security.MessageDigest;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which request brings the redirect. Any web page can make a browser send a request. */
public final class LoopbackRules {

  /** Longer than any fragment of Zoho's: a token of 4096 characters and an id_token. */
  private static final int MAX_FRAGMENT = 16 * 1024;

  private static final Pattern FRAGMENT = Pattern.compile("[\\x21-\\x7e]+");

  private final LoopbackAddress address;
  private final Predicate<String> isAnswer;
  private final Predicate<String> isAwaited;
  private final String key = Crypto.randomText(256);

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
  }

  /** Returns the reply to a request; null if it is the page's own POST, whose body decides. */
  @Nullable Reply reply(Request request) {
    if (!address.isHost(request.header("host"))) {
      return LoopbackPage.refusal(421);
    }
    if (!request.path().equals(address.path())) {
      return LoopbackPage.refusal(404);
    }
    return switch (request.method()) {
      case "GET" -> get(request);
      case "POST" -> post(request);
      default -> LoopbackPage.refusal(405);
    };
  }

  private Reply get(Request request) {
    if (!isNavigation(request)) {
      return LoopbackPage.refusal(403);
    }
    if (!isAnswer.test(request.query())) {
      return LoopbackPage.relay(key);
    }
    return accept("?", request.query());
  }

  /** A browser says so if it only loads an image or a frame of another page. */
  private static boolean isNavigation(Request request) {
    return isAbsentOr("navigate", request.header("sec-fetch-mode"))
        && isAbsentOr("document", request.header("sec-fetch-dest"));
  }

  private static boolean isAbsentOr(String expected, @Nullable String value) {
    return value == null || value.equals(expected);
  }

  private @Nullable Reply post(Request request) {
    String sent = request.header(LoopbackPage.KEY_HEADER);
    boolean own =
        address.isOrigin(request.header("origin"))
            && sent != null
            && MessageDigest.isEqual(sent.getBytes(US_ASCII), key.getBytes(US_ASCII));
    if (!own) {
      return LoopbackPage.refusal(403);
    }
    int length = request.contentLength();
    if (length < 0) {
      return LoopbackPage.refusal(411);
    }
    return length > MAX_FRAGMENT ? LoopbackPage.refusal(413) : null;
  }

  /** Returns the reply to the page's own POST, whose body is the fragment. */
  Reply replyTo(String fragment) {
    return FRAGMENT.matcher(fragment).matches() ? accept("#", fragment) : LoopbackPage.refusal(400);
  }

  private Reply accept(String separator, String parameters) {
    return isAwaited.test(parameters)
        ? LoopbackPage.done(address.with(separator + parameters))
        : LoopbackPage.refusal(400);
  }
}
