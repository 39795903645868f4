package io.github.zohooauth.internal.endpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The failure of a call that a {@link ServerGate} has refused. It crosses no API. */
final class GateClosedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** When the first call failed since the latest success. */
  final Instant since;

  /** When the next probe may pass; null while one is in progress. */
  final @Nullable Instant probeAt;

  GateClosedException(Instant since, @Nullable Instant probeAt) {
    super(null, null, false, false);
    this.since = since;
    this.probeAt = probeAt;
  }
}
