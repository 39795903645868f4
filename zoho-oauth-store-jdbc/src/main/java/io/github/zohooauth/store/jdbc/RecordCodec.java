package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts records to columns and back.
 *
 * <p>The text is the codec's. Instants in the table are the database's time, so that hosts whose
 * clocks differ agree on when a token expires.
 */
final class RecordCodec {

  /** The longest text that H2 keeps; the other databases keep longer ones. */
  private static final int MAX_LENGTH = 1_000_000;

  private final TokenCodec codec;

  RecordCodec(TokenCodec codec) {
    this.codec = codec;
  }

  /**
   * Returns the columns for a record.
   *
   * @param ahead how far this host's clock is ahead of the database's
   * @throws TokenStoreException if the text is too long, or has characters that databases change
   */
  TokenRow.Values encode(TokenKey key, StoredToken token, Duration ahead) {
    return encode(key, token.shiftedBy(ahead.negated()), TokenRow.writtenBy(ahead));
  }

  /** Returns the columns for the same record in the codec's current form, instants unchanged. */
  TokenRow.Values reencode(TokenKey key, String payload) {
    return encode(key, codec.decode(key, payload), TokenRow.WRITER_UNKNOWN);
  }

  private TokenRow.Values encode(TokenKey key, StoredToken token, long leaseUntil) {
    String payload = codec.encode(key, token);
    requireText(key, payload);
    String keyText = codec == TokenCodec.plain() ? key.text() : null;
    return new TokenRow.Values(keyText, payload, leaseUntil);
  }

  /** Returns the record in a row, with instants of this host's clock; empty if it has none. */
  Optional<StoredToken> decode(TokenKey key, TokenRow row) {
    return Optional.ofNullable(row.payload())
        .map(payload -> codec.decode(key, payload).shiftedBy(row.ahead()))
        .map(token -> expiredIfBothHostsSaySo(token, row));
  }

  /**
   * Returns the record with its access token expired, if it has expired by two clocks: the writer's
   * and this host's.
   *
   * <p>If the database's clock is set back, an expired token seems to live again. If a host's clock
   * is wrong instead, this costs one more renewal.
   */
  private static StoredToken expiredIfBothHostsSaySo(StoredToken token, TokenRow row) {
    StoredToken.Issued access = token.accessToken();
    Instant obtainedAt = token.obtainedAt();
    Duration writerAhead = row.writerAhead();
    if (access == null || obtainedAt == null || writerAhead == null) {
      return token;
    }
    Instant now = Instant.ofEpochMilli(row.now()).plus(row.ahead());
    Duration writerBehind = row.ahead().minus(writerAhead);
    boolean isExpired = !access.expiresAt().isAfter(now);
    if (isExpired || access.expiresAt().minus(writerBehind).isAfter(now)) {
      return token;
    }
    return new StoredToken(
        token.location(),
        new StoredToken.Issued(access.value(), now, access.scopes(), access.apiDomain()),
        obtainedAt.isAfter(now) ? now : obtainedAt,
        token.refreshToken(),
        token.details(),
        token.notes());
  }

  /** Returns whether the codec would write this text in the same form today. */
  boolean isCurrent(String payload) {
    return codec.isCurrent(payload);
  }

  /**
   * Returns the key of a row. If it is not there in plain text, the codec reads it from the record.
   *
   * @throws TokenStoreException if it cannot be read, or has another hash
   */
  TokenKey keyOf(TokenRow.Listed row) {
    try {
      String text = row.keyText();
      TokenKey key = text != null ? TokenKey.parse(text) : codec.keyOf(row.hash(), row.payload());
      if (key.sha256().equals(row.hash())) {
        return key;
      }
    } catch (IllegalArgumentException | TokenStoreException e) {
      throw unreadable(row, e);
    }
    throw unreadable(row, null);
  }

  private static TokenStoreException unreadable(TokenRow.Listed row, @Nullable Exception e) {
    String why = e instanceof TokenStoreException ? e.getMessage() : "It holds another key.";
    String what = "The row with key_hash %s cannot be listed. %s".formatted(row.hash(), why);
    return e instanceof UnreadableRecordException
        ? new UnreadableRecordException(what, e)
        : new TokenStoreException(what, e);
  }

  /** Databases cut, refuse or replace what they cannot keep, and quote it in their messages. */
  private static void requireText(TokenKey key, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new TokenStoreException(
          "The token of %.200s has %,d characters. The token store keeps at most %,d. Store fewer details."
              .formatted(key, text.length(), MAX_LENGTH));
    }
    if (text.indexOf(0) >= 0 || !UTF_8.newEncoder().canEncode(text)) {
      throw new TokenStoreException(
          "The token of %.200s contains a NUL or half a surrogate pair. Databases do not keep these. Remove them from its details."
              .formatted(key));
    }
  }
}
