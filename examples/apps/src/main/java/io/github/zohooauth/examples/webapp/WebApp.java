package io.github.zohooauth.examples.webapp;

import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.examples.setting.Crm;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Zoho;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/**
 * Logs users in with Zoho and shows each the leads of the organization that he chose.
 *
 * <p>Runs against a Zoho on this machine, or against the real one if {@code ZOHO_CLIENT_ID}, {@code
 * ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set; the client's redirect URI in the API Console is
 * {@code http://localhost:8080/callback}.
 */
public final class WebApp {

  private static final System.Logger LOG = System.getLogger(WebApp.class.getName());

  private static final URI HOME = URI.create("/");

  private final ServerClient zoho;
  private final Login login;
  private final Sessions sessions;
  private final String host;

  private WebApp(ServerClient zoho, URI home, InstantSource clock) {
    this.zoho = zoho;
    this.host = home.getRawAuthority();
    this.sessions = new Sessions(clock);
    this.login = new Login(zoho);
  }

  /** Runs until it is stopped. */
  public static void main(String[] arguments) throws IOException {
    URI home = URI.create("http://localhost:8080/");
    URI callback = home.resolve("/callback");
    Zoho place = Zoho.of(System.getenv(), user -> user.serverClient(callback));
    ServerClient zoho =
        client(place.registration(), callback).tokenStore(place.tokenStore()).build();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
    serve(zoho, home, place.registration().clock(), HttpServer.create(address, 0));
    System.out.println("Open " + home + "; Ctrl-C ends it.");
  }

  static ServerClient.Builder client(Registration registration, URI callback) {
    return ServerClient.builder()
        .clientId(registration.clientId())
        .clientSecret(registration.clientSecret())
        .dataCenter(registration.dataCenter())
        .dataCenters(registration.dataCenters())
        .clock(registration.clock())
        .redirectUri(callback);
  }

  /** Serves the application; to stop the server is the caller's. */
  static void serve(ServerClient zoho, URI home, InstantSource clock, HttpServer server) {
    WebApp app = new WebApp(zoho, home, clock);
    server.createContext("/", exchange -> Visit.of(exchange).answer(app::answer));
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.start();
  }

  private Answer answer(Visit visit) {
    if (!visit.host().equalsIgnoreCase(host)) {
      return Pages.misdirected();
    }
    if (!visit.isReadable()) {
      return Pages.unreadable();
    }
    Session session = sessions.of(visit);
    return switch (visit.route()) {
      case "GET /" -> home(session);
      case "GET /login" -> login(session, visit);
      case "GET /callback" -> callback(session, visit);
      case "POST /logout" -> logout(session, visit);
      case "POST /disconnect" -> disconnect(session, visit);
      case "GET /style.css" -> Answer.style();
      default -> Pages.notFound();
    };
  }

  private Answer home(Session session) {
    TokenOwner owner = session.owner();
    if (owner == null) {
      return Pages.welcome();
    }
    try {
      Crm crm = new Crm(zoho.forOwner(owner));
      return Pages.leads(session, owner, crm.organization(), crm.leads());
    } catch (AuthorizationRequiredException e) {
      LOG.log(Level.INFO, e.getMessage());
      return Pages.consentNeeded();
    } catch (ZohoOAuthException | UncheckedIOException e) {
      LOG.log(Level.WARNING, e.getMessage());
      return Pages.unavailable();
    }
  }

  private Answer login(Session session, Visit visit) {
    boolean again = visit.query().equals("consent=again");
    return sessions.cookie(Answer.redirect(login.begin(session.id(), again)), session);
  }

  private Answer callback(Session session, Visit visit) {
    try {
      TokenOwner owner = login.complete(session.id(), visit.query());
      return sessions.cookie(Answer.redirect(HOME), sessions.renew(session, owner));
    } catch (ZohoOAuthException | UncheckedIOException e) {
      LOG.log(Level.WARNING, e.getMessage());
      return Pages.notSignedIn();
    }
  }

  private Answer logout(Session session, Visit visit) {
    if (!session.sent(visit)) {
      return Pages.forbidden();
    }
    sessions.end(session);
    return Answer.redirect(HOME);
  }

  /** Ends the tokens at Zoho, too. */
  private Answer disconnect(Session session, Visit visit) {
    TokenOwner owner = session.owner();
    if (owner == null || !session.sent(visit)) {
      return Pages.forbidden();
    }
    try {
      zoho.revoke(owner);
    } catch (ZohoOAuthException e) {
      LOG.log(Level.WARNING, e.getMessage());
      return Pages.unavailable();
    }
    return logout(session, visit);
  }
}
