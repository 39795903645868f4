package io.github.zohooauth.examples.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.TokenStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link TokenStatus} in words and as JSON. It has no secret. */
final class StatusText {

  private StatusText() {}

  /** Returns what a person has to know, in a few words. */
  static String words(TokenStatus now) {
    return switch (now.state()) {
      case VALID -> "valid until " + now.expiresAt();
      case DUE -> "the next call gets a new token";
      case WAITING -> "waiting until " + now.waitUntil();
      case REFUSED -> "log in again: Zoho has refused the refresh token";
      case EXPIRED -> "log in again: expired at " + now.expiresAt();
    };
  }

  /** Returns all that is known, a line each. */
  static List<String> lines(Optional<TokenStatus> status, String profile) {
    if (status.isEmpty()) {
      return List.of("profile      " + profile, "state        not logged in: zoho login");
    }
    TokenStatus now = status.get();
    List<String> lines = new ArrayList<>();
    lines.add("profile      " + profile);
    lines.add("state        " + words(now));
    lines.add("data center  " + now.location());
    lines.add(
        "scopes       " + (now.scopes().isEmpty() ? "unknown" : String.join(" ", now.scopes())));
    lines.add("renewable    " + (now.isRenewable() ? "yes" : "no"));
    lines.add("token calls  " + now.recentCalls() + " of 8 in the last ten minutes");
    if (now.waitReason() != null) {
      lines.add("wait         until " + now.waitUntil() + ": " + now.waitReason());
    }
    if (now.lastFailure() != null) {
      lines.add("last failure " + now.lastFailure());
    }
    return lines;
  }

  /** Returns the same for programs. */
  static ObjectNode json(TokenOwner owner, Optional<TokenStatus> status) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("account", owner.user());
    if (status.isEmpty()) {
      return answer.put("state", "NOT_LOGGED_IN");
    }
    TokenStatus now = status.get();
    answer
        .put("state", now.state().name())
        .put("dataCenter", now.location())
        .put("expiresAt", text(now.expiresAt()))
        .put("renewable", now.isRenewable())
        .put("refusedSince", text(now.refusedSince()))
        .put("recentCalls", now.recentCalls())
        .put("waitUntil", text(now.waitUntil()))
        .put("waitReason", now.waitReason())
        .put("lastFailure", now.lastFailure());
    now.scopes().forEach(answer.putArray("scopes")::add);
    return answer;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Objects.toString(value);
  }
}
