package io.github.zohooauth.localzoho.internal.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks of the user, checked (2.1, 3).
 *
 * @param implicit whether the answer is to bring an access token instead of a code
 * @param instanceLevel whether it is for exactly one organization and one product (2.9)
 * @param promptConsent whether the user is to be asked even after an earlier consent
 */
public record AuthRequest(
    Registration client,
    boolean implicit,
    boolean instanceLevel,
    String redirectUri,
    List<String> scopes,
    boolean offline,
    boolean promptConsent,
    @Nullable String state,
    @Nullable String nonce,
    @Nullable Challenge challenge) {

  public AuthRequest {
    scopes = List.copyOf(scopes);
  }

  /** Names the client only. */
  @Override
  public String toString() {
    return "AuthRequest[" + client + "]";
  }
}
