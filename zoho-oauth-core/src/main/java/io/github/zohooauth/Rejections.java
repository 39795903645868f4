package io.github.zohooauth;

import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells an answer to a bad token from one to a token that lacks a scope or an organization. */
final class Rejections {

  /** What no other token of the same owner would change; 7601 is Sprints' code for a scope. */
  private static final Pattern ANOTHER_CAUSE =
      Pattern.compile(
          "OAUTH_SCOPE_MISMATCH|INVALID_OAUTHSCOPE|SCOPE_MISMATCH|OAUTH_ORG_MISMATCH"
              + "|:\\s*\"?7601\"?\\s*[,}\\]]");

  private final @Nullable BiPredicate<Integer, String> more;

  /**
   * Begins.
   *
   * @param more what else rejects a token; null if nothing does
   */
  Rejections(@Nullable BiPredicate<Integer, String> more) {
    this.more = more;
  }

  /** Whether an answer of this status has to be looked at. */
  boolean mayHave(int status) {
    return status == 401 || (more != null && status >= 400 && status < 500);
  }

  boolean has(int status, String body) {
    boolean usual = status == 401 && !ANOTHER_CAUSE.matcher(body).find();
    return usual || (more != null && more.test(status, body));
  }
}
