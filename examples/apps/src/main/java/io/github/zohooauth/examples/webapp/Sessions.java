package io.github.zohooauth.examples.webapp;

import io.github.zohooauth.TokenOwner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The browsers that this application knows, each by its cookie, for a time; of too many the oldest
 * go. Anybody can come without a login, so those who are logged in have room of their own.
 */
final class Sessions {

  static final int MOST = 10_000;

  private static final String COOKIE = "webapp-session";
  private static final Duration STRANGERS_TIME = Duration.ofMinutes(10);
  private static final Duration USERS_TIME = Duration.ofHours(12);

  private final Map<String, Session> strangers = bounded();
  private final Map<String, Session> users = bounded();
  private final InstantSource clock;

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  private static Map<String, Session> bounded() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
          }
        });
  }

  /** Returns the browser's session, or a new one that is not kept until its cookie is set. */
  Session of(Visit visit) {
    String id = visit.cookie(COOKIE);
    Session user = users.get(id);
    Session known = user == null ? strangers.get(id) : user;
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return known;
    }
    users.remove(id);
    strangers.remove(id);
    return Session.of(null, clock.instant().plus(STRANGERS_TIME));
  }

  /**
   * Keeps a session and adds its cookie: {@code Lax}, as the browser comes back from Zoho; where
   * there is TLS, add {@code Secure}.
   */
  Answer cookie(Answer answer, Session session) {
    (session.owner() == null ? strangers : users).put(session.id(), session);
    return answer.with(
        "Set-Cookie", COOKIE + "=" + session.id() + "; Path=/; HttpOnly; SameSite=Lax");
  }

  /** Returns a session under another id, so that none from before the login is good. */
  Session renew(Session before, TokenOwner owner) {
    end(before);
    return Session.of(owner, clock.instant().plus(USERS_TIME));
  }

  void end(Session session) {
    strangers.remove(session.id());
    users.remove(session.id());
  }
}
