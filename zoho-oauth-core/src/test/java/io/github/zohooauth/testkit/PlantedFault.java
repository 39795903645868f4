package io.github.zohooauth.testkit;

import io.github.zohooauth.localzoho.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a token call, on its way or at Zoho's. */
public enum PlantedFault {
  NOTHING(null),
  CONNECTION_REFUSED(null),
  SLOW_REQUEST(null),
  SLOW_ANSWER(null),
  NO_ANSWER(null),
  REQUEST_LOST(Fault.requestLost()),
  ANSWER_LOST(Fault.answerLost()),
  ANSWER_CUT_SHORT(Fault.cutShort()),
  SERVER_ERROR(Fault.status(500)),
  HTML(Fault.html(502)),
  OVERLOADED(Fault.answer(503, Map.of("Retry-After", "120"), "")),
  ACCESS_DENIED(
      Fault.answer(
          400, Map.of("Content-Type", "application/json"), "{\"error\":\"Access Denied\"}"));

  public static final String HEADER = "Planted";

  /** Outages: the request does not get there, or Zoho acts and its answer does not get here. */
  static final List<PlantedFault> NOTHING_GETS_THERE =
      List.of(CONNECTION_REFUSED, REQUEST_LOST, SERVER_ERROR, HTML, NO_ANSWER);

  static final List<PlantedFault> NOTHING_COMES_BACK =
      List.of(ANSWER_LOST, ANSWER_CUT_SHORT, SLOW_ANSWER);

  @SuppressWarnings("ImmutableEnumChecker") // a fault is
  private final @Nullable Fault fault;

  PlantedFault(@Nullable Fault fault) {
    this.fault = fault;
  }

  /** What the server is to do about it. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Whether the request is sent once more at once, over another connection. */
  boolean isLostWithItsConnection() {
    return this == REQUEST_LOST || this == ANSWER_LOST;
  }

  /** For how long Zoho asks for nothing more; zero if it does not. */
  Duration asksToWait() {
    return switch (this) {
      case ACCESS_DENIED -> Duration.ofMinutes(10);
      case OVERLOADED -> Duration.ofMinutes(2);
      default -> Duration.ZERO;
    };
  }
}
