package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of all accounts servers, which a cookie for each tells apart. Thread-safe. */
public final class Sessions {
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** Returns the session at one accounts server that a request belongs to. */
  public Optional<Session> of(ReceivedRequest request) {
    return request
        .cookie(cookieName(request.location()))
        .flatMap(id -> Optional.ofNullable(sessions.get(id)))
        .filter(session -> session.location().equals(request.location()));
  }

  /** Returns the request's session if a user is signed in there. */
  public Optional<Session> signedIn(ReceivedRequest request) {
    return of(request).filter(session -> session.user().isPresent());
  }

  /** Returns the session of a user whose decision this is; empty if it was forged. */
  public Optional<Session> deciding(ReceivedRequest decision) {
    return signedIn(decision).filter(session -> session.sent(decision));
  }

  public Session begin(String location) {
    return keep(new Session(location, null));
  }

  /** Ends {@code before} and begins another, so that no id from before the sign-in is good. */
  public Session signIn(Session before, Account user) {
    sessions.remove(before.id());
    return keep(new Session(before.location(), user));
  }

  /**
   * Returns {@code answer} with the cookie of a session. Loopback ports share their cookies, so its
   * name tells the accounts servers apart.
   */
  public static Answer cookie(Answer answer, Session session, URI accountsServer) {
    return answer.with(
        "Set-Cookie",
        cookieName(session.location())
            + "="
            + session.id()
            + "; Path=/; HttpOnly; SameSite=Lax"
            + (accountsServer.getScheme().equals("https") ? "; Secure" : ""));
  }

  private Session keep(Session session) {
    sessions.put(session.id(), session);
    return session;
  }

  private static String cookieName(String location) {
    return "zoho-session-" + location;
  }
}
