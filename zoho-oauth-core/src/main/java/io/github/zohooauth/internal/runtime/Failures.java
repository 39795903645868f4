package io.github.zohooauth.internal.runtime;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.ZohoOAuthException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions of one client. Each message ends with the data center, the client ID and
 * Zoho's error code, if they are known.
 *
 * @param dataCenter the location code of the data center that was asked
 */
public record Failures(
    @Nullable String dataCenter, @Nullable String clientId, @Nullable String errorCode) {

  /** Makes failures without a known client. */
  public static final Failures WITHOUT_CLIENT = new Failures(null, null, null);

  public static Failures of(String clientId) {
    return new Failures(null, clientId, null);
  }

  /** Returns a maker of failures that name the data center, client ID and error of this failure. */
  public static Failures like(ZohoOAuthException failure) {
    return new Failures(
        failure.dataCenter().orElse(null),
        failure.clientId().orElse(null),
        failure.errorCode().orElse(null));
  }

  public Failures at(DataCenter dataCenter) {
    return new Failures(dataCenter.location(), clientId, errorCode);
  }

  public Failures withErrorCode(@Nullable String code) {
    return new Failures(dataCenter, clientId, code);
  }

  public AuthorizationRequiredException authorizationRequired(String what) {
    return authorizationRequired(what, null);
  }

  public AuthorizationRequiredException authorizationRequired(
      String what, @Nullable Throwable cause) {
    return new AuthorizationRequiredException(
        message(what), cause, dataCenter, clientId, errorCode);
  }

  public ConfigurationException configuration(String what) {
    return configuration(what, null);
  }

  public ConfigurationException configuration(String what, @Nullable Throwable cause) {
    return new ConfigurationException(message(what), cause, dataCenter, clientId, errorCode);
  }

  public RateLimitedException rateLimited(String what, Instant retryAt) {
    return new RateLimitedException(message(what), retryAt, null, dataCenter, clientId, errorCode);
  }

  public TemporaryFailureException temporary(String what) {
    return temporary(what, null);
  }

  public TemporaryFailureException temporary(String what, @Nullable Throwable cause) {
    return new TemporaryFailureException(message(what), cause, dataCenter, clientId, errorCode);
  }

  public TokenStoreException store(String what, @Nullable Throwable cause) {
    return new TokenStoreException(message(what), cause, dataCenter, clientId);
  }

  /** Returns a store failure that also names the data center and client ID, of the same type. */
  public TokenStoreException store(TokenStoreException failure) {
    String message = message(what(failure));
    return failure instanceof UnreadableRecordException
        ? new UnreadableRecordException(message, failure, dataCenter, clientId)
        : new TokenStoreException(message, failure, dataCenter, clientId);
  }

  /** Returns the message of a failure without its data center, client ID and error. */
  public static String what(ZohoOAuthException failure) {
    String message = String.valueOf(failure.getMessage());
    String where = like(failure).where();
    return message.endsWith(where)
        ? message.substring(0, message.length() - where.length())
        : message;
  }

  /** Joins two texts as sentences. The first may be a store's own text without a full stop. */
  public static String sentences(String first, String second) {
    String before = first.strip();
    boolean ends = before.isEmpty() || ".!?".indexOf(before.charAt(before.length() - 1)) >= 0;
    return (before + (ends ? " " : ". ") + second).strip();
  }

  /** Returns the duration as a text, such as "20 seconds". */
  public static String inWords(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    String number = seconds.stripTrailingZeros().toPlainString();
    return number + (number.equals("1") ? " second" : " seconds");
  }

  /** Returns the same failure for another caller, with that caller's own stack trace. */
  public static ZohoOAuthException copy(ZohoOAuthException failure) {
    Failures like = like(failure);
    String message = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    if (failure instanceof AuthorizationRequiredException) {
      return new AuthorizationRequiredException(
          message, cause, like.dataCenter, like.clientId, like.errorCode);
    }
    if (failure instanceof ConfigurationException) {
      return new ConfigurationException(
          message, cause, like.dataCenter, like.clientId, like.errorCode);
    }
    if (failure instanceof RateLimitedException limited) {
      return new RateLimitedException(
          message, limited.retryAt(), cause, like.dataCenter, like.clientId, like.errorCode);
    }
    if (failure instanceof TemporaryFailureException) {
      return new TemporaryFailureException(
          message, cause, like.dataCenter, like.clientId, like.errorCode);
    }
    return failure instanceof UnreadableRecordException
        ? new UnreadableRecordException(message, cause, like.dataCenter, like.clientId)
        : new TokenStoreException(message, cause, like.dataCenter, like.clientId);
  }

  private String message(String what) {
    return what + where();
  }

  private String where() {
    StringJoiner where = new StringJoiner(", ", " [", "]").setEmptyValue("");
    add(where, "data center ", dataCenter);
    add(where, "client ID ", clientId);
    add(where, "Zoho's error ", errorCode);
    return where.toString();
  }

  private static void add(StringJoiner where, String label, @Nullable String value) {
    if (value != null) {
      where.add(label + value);
    }
  }
}
