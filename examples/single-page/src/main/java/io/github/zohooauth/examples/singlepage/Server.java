package io.github.zohooauth.examples.singlepage;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.http.staticfiles.StaticFileConfig;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie.SameSite;

/** The page's files, and the few calls that it makes. Tokens stay here. */
final class Server {

  private static final String OWNER = "owner";

  private final Account account;
  private final InstantSource clock;
  private final String policy;

  private Server(Account account, InstantSource clock, Set<URI> accountsServers) {
    this.account = account;
    this.clock = clock;
    String frames = accountsServers.stream().map(URI::toString).collect(Collectors.joining(" "));
    this.policy =
        "default-src 'self'; img-src 'self' data:; frame-src 'self' %s; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
            .formatted(frames);
  }

  /**
   * Makes the server.
   *
   * @param accountsServers where the invisible frame of a renewal may go
   */
  static Javalin of(Account account, InstantSource clock, Set<URI> accountsServers) {
    return Javalin.create(new Server(account, clock, accountsServers)::configure);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.staticFiles.add(Server::files);
    config.jetty.modifyServletContextHandler(handler -> handler.setSessionHandler(sessions()));
    config.routes.before(this::protect);
    routes(config.routes);
    failures(config.routes);
  }

  private static void files(StaticFileConfig files) {
    files.directory = "/public";
    files.location = Location.CLASSPATH;
    files.headers = Map.of("Cache-Control", "no-store");
  }

  /** Another site can make no call with the cookie, and no script reads it. */
  private static SessionHandler sessions() {
    SessionHandler sessions = new SessionHandler();
    sessions.setHttpOnly(true);
    sessions.setSameSite(SameSite.STRICT);
    return sessions;
  }

  private void protect(Context context) {
    context.header("Content-Security-Policy", policy);
    context.header("Referrer-Policy", "no-referrer");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Cache-Control", "no-store");
  }

  private void routes(RoutesConfig routes) {
    routes.get("/api/session", this::session);
    routes.post("/api/sign-in", context -> go(context, account.signIn(sessionOf(context))));
    routes.post(
        "/api/renewal",
        context -> go(context, account.renewal(sessionOf(context), needed(context))));
    routes.post("/api/arrival", this::arrive);
    routes.get("/api/leads", context -> context.json(account.leads(needed(context))));
    routes.post("/api/sign-out", this::signOut);
  }

  private static void go(Context context, URI uri) {
    context.json(Map.of("location", uri.toString()));
  }

  private void session(Context context) {
    Optional<TokenOwner> owner = owner(context);
    if (owner.isEmpty()) {
      context.json(Map.of("signedIn", false));
      return;
    }
    Instant expiresAt = account.token(owner.get()).expiresAt();
    context.json(
        Map.of(
            "signedIn", true,
            "email", account.email(owner.get()),
            "organization", account.organization(owner.get()),
            "secondsLeft", Duration.between(clock.instant(), expiresAt).toSeconds()));
  }

  /** The page sends what was in the fragment, which no server sees otherwise. */
  private void arrive(Context context) {
    TokenOwner owner = account.arrive(sessionOf(context), context.body());
    context.req().changeSessionId();
    context.sessionAttribute(OWNER, owner.text());
    context.json(Map.of("signedIn", true));
  }

  private void signOut(Context context) {
    owner(context).ifPresent(account::signOut);
    context.req().getSession().invalidate();
    context.json(Map.of("signedIn", false));
  }

  private static String sessionOf(Context context) {
    return context.req().getSession().getId();
  }

  private static Optional<TokenOwner> owner(Context context) {
    String text = context.sessionAttribute(OWNER);
    return Optional.ofNullable(text).map(TokenOwner::parse);
  }

  private static TokenOwner needed(Context context) {
    return owner(context)
        .orElseThrow(() -> new AuthorizationRequiredException("This browser has not signed in."));
  }

  /** The page learns what it can do about a failure, and no more. */
  private static void failures(RoutesConfig routes) {
    routes.exception(
        AuthorizationRequiredException.class,
        (failure, context) -> problem(context, 401, failure.errorCode().orElse("expired")));
    routes.exception(
        ZohoOAuthException.class, (failure, context) -> problem(context, 503, "unavailable"));
    routes.exception(
        UncheckedIOException.class, (failure, context) -> problem(context, 502, "unavailable"));
  }

  private static void problem(Context context, int status, String problem) {
    context.status(status).json(Map.of("problem", problem));
  }
}
