package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as rows have them: in the codec's text, with instants of the database's clock, and never
 * longer than every database keeps.
 */
final class Records {

  /** H2's longest. */
  private static final int MAX_LENGTH = 1_000_000;

  private final TokenCodec codec;

  Records(TokenCodec codec) {
    this.codec = codec;
  }

  /**
   * The record as a row has it.
   *
   * @param ahead how far this host's clock, whose instants it has, is ahead of the database's
   * @throws TokenStoreException if it is too long, or not a text that every database keeps
   */
  Entry entry(TokenKey key, StoredToken token, Duration ahead) {
    return encoded(key, token.shiftedBy(ahead.negated()), WriterClock.of(ahead));
  }

  private Entry encoded(TokenKey key, StoredToken token, long writerClock) {
    String payload = codec.encode(key, token);
    requireText(key, payload);
    return new Entry(codec == TokenCodec.plain() ? key.text() : null, payload, writerClock);
  }

  /** The record of the row, as this host's clock would have written it; empty if it has none. */
  Optional<StoredToken> token(TokenKey key, Row row) {
    return Optional.ofNullable(row.payload())
        .map(payload -> codec.decode(key, payload).shiftedBy(row.ahead()))
        .map(token -> WriterClock.judged(token, row));
  }

  /** The record in the form that the codec gives it now, and with the instants that it has. */
  Entry anew(TokenKey key, String payload) {
    return encoded(key, codec.decode(key, payload), WriterClock.UNKNOWN);
  }

  boolean isCurrent(String payload) {
    return codec.isCurrent(payload);
  }

  /** The key of a row, from the codec's text if it is not there in clear. */
  TokenKey key(Kept kept) {
    try {
      String text = kept.keyText();
      TokenKey key = text != null ? TokenKey.parse(text) : codec.keyOf(kept.hash(), kept.payload());
      if (key.sha256().equals(kept.hash())) {
        return key;
      }
    } catch (IllegalArgumentException | TokenStoreException e) {
      throw unreadable(kept, e);
    }
    throw unreadable(kept, null);
  }

  private static TokenStoreException unreadable(Kept kept, @Nullable Exception e) {
    String why = e instanceof TokenStoreException ? e.getMessage() : "it has another key's text";
    return new TokenStoreException(
        "The row with key_hash %s cannot be listed: %s".formatted(kept.hash(), why), e);
  }

  /** Databases cut, refuse or replace what they cannot keep, and quote it. */
  private static void requireText(TokenKey key, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new TokenStoreException(
          "The token of %.200s has %,d characters, and the store keeps %,d: store fewer details."
              .formatted(key, text.length(), MAX_LENGTH));
    }
    if (text.indexOf(0) >= 0 || !UTF_8.newEncoder().canEncode(text)) {
      throw new TokenStoreException(
          "The token of %.200s has a NUL or half a surrogate pair, which databases do not keep: store a"
                  .formatted(key)
              + " detail without it.");
    }
  }
}
