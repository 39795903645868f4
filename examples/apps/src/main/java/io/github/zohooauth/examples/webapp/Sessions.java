package io.github.zohooauth.examples.webapp;

import io.github.zohooauth.TokenOwner;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The browsers that this application knows, each by its cookie; of too many the oldest go. */
final class Sessions {

  private static final String COOKIE = "webapp-session";
  private static final int MOST = 10_000;

  private final Map<String, Session> sessions =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
              return size() > MOST;
            }
          });

  /** Returns the browser's session, or a new one that is not kept until its cookie is set. */
  Session of(Visit visit) {
    Session known = sessions.get(visit.cookie(COOKIE));
    return known == null ? Session.of(null) : known;
  }

  /**
   * Keeps a session and adds its cookie: {@code Lax}, as the browser comes back from Zoho; where
   * there is TLS, add {@code Secure}.
   */
  Answer cookie(Answer answer, Session session) {
    sessions.put(session.id(), session);
    return answer.with(
        "Set-Cookie", COOKIE + "=" + session.id() + "; Path=/; HttpOnly; SameSite=Lax");
  }

  /** Returns a session under another id, so that none from before the login is good. */
  Session renew(Session before, TokenOwner owner) {
    end(before);
    return Session.of(owner);
  }

  void end(Session session) {
    sessions.remove(session.id());
  }
}
