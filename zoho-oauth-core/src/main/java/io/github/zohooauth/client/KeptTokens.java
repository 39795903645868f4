package io.github.zohooauth.client;

import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.text.Crypto;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of exchanges that failed for now, after Zoho had consumed the code. The same exchange can
 * be repeated, and then takes the tokens from here.
 *
 * <p>They are revoked after the time that an authorization request lives, or when the client is
 * closed. Bounded, and thread-safe.
 */
final class KeptTokens {

  private static final int MOST = 1_000;

  /** No record, because its text would show the tokens. */
  private static final class Kept {
    final IssuedTokens issued;
    final CompletableFuture<?> expiry;

    Kept(IssuedTokens issued, CompletableFuture<?> expiry) {
      this.issued = issued;
      this.expiry = expiry;
    }
  }

  private final ClientParts client;
  private final Revocation revocation;
  private final Map<String, Kept> byCode = new LinkedHashMap<>();

  KeptTokens(ClientParts client, Revocation revocation) {
    this.client = client;
    this.revocation = revocation;
  }

  void keep(Grant code, IssuedTokens issued) {
    String hash = hash(code);
    CompletableFuture<?> expiry = client.pauses().pauseByClock(AuthorizationRequests.LIFE);
    String oldest;
    synchronized (byCode) {
      byCode.put(hash, new Kept(issued, expiry));
      oldest = byCode.size() > MOST ? byCode.keySet().iterator().next() : null;
    }
    if (oldest != null) {
      revoke(oldest);
    }
    CompletableFuture<?> unused =
        expiry.thenRunAsync(() -> revoke(hash), client.threads().handover());
    client.work().endAtClose(expiry, () -> revoke(hash));
  }

  boolean has(Grant code) {
    synchronized (byCode) {
      return byCode.containsKey(hash(code));
    }
  }

  /** Removes and returns the tokens of this code; null if none are kept. */
  @Nullable IssuedTokens take(Grant code) {
    return take(hash(code));
  }

  private @Nullable IssuedTokens take(String hash) {
    Kept kept;
    synchronized (byCode) {
      kept = byCode.remove(hash);
    }
    if (kept == null) {
      return null;
    }
    kept.expiry.cancel(false);
    return kept.issued;
  }

  private void revoke(String hash) {
    IssuedTokens issued = take(hash);
    if (issued != null) {
      CompletableFuture<?> unused = revocation.revokeLater(issued);
    }
  }

  private static String hash(Grant code) {
    return Crypto.sha256Hex(String.valueOf(code.parameters().get("code")));
  }
}
