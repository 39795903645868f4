package io.github.zohooauth.localzoho.internal.pages;

import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.AuthRequest;
import io.github.zohooauth.localzoho.internal.state.DeviceAuthorization;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Session;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code /oauth/v3/device}: where a signed-in user enters the code that a device shows, sees what
 * it asks for and decides (5.1). The decision is posted to the same path with {@code /approve}, and
 * the last page is the one with {@code /done}.
 */
public final class DevicePage {
  public static final String PATH = "/oauth/v3/device";
  public static final String DONE = PATH + "/done";

  private final World world;
  private final String location;
  private final Addresses addresses;

  public DevicePage(World world, String location, Addresses addresses) {
    this.world = world;
    this.location = location;
    this.addresses = addresses;
  }

  /** Asks for the code, or for the decision on what stands behind it. */
  public Answer ask(ReceivedRequest request) {
    Optional<Session> session = world.sessions().signedIn(request);
    return switch (request.method()) {
      case "GET" -> session.isEmpty() ? SignIn.before(request) : show(request, session.get());
      case "POST" ->
          session.filter(its -> its.sent(request)).isPresent()
              ? show(request.formParameter("user_code").orElse(""))
              : AuthError.SESSION_EXPIRED.page();
      default -> Answer.html(400, "Invalid Request");
    };
  }

  /** Takes the decision. */
  public Answer decide(ReceivedRequest request) {
    try {
      Session session =
          world
              .sessions()
              .signedIn(request)
              .filter(its -> its.sent(request))
              .orElseThrow(() -> new PageShown(AuthError.SESSION_EXPIRED));
      Optional<DeviceAuthorization> device = waiting(request);
      return device.isPresent()
          ? decide(request, device.get(), session.user().orElseThrow())
          : unknown(session);
    } catch (PageShown shown) {
      return shown.page();
    }
  }

  public Answer done() {
    return Page.titled("Go back to your device")
        .text("It will go on by itself. You can close this page.")
        .answer(200);
  }

  private Answer show(ReceivedRequest request, Session session) {
    if (request.queryParameter("user_code").isEmpty()) {
      return enter(session, "");
    }
    Optional<DeviceAuthorization> device = waiting(request);
    if (device.isEmpty()) {
      return unknown(session);
    }
    if (!device.get().client().enabledAt(location)) {
      return AuthError.INVALID_CLIENT.page();
    }
    Account user = session.user().orElseThrow();
    device.get().seenBy(user);
    return ConsentPage.of(request, wanted(device.get()), user, session.formKey());
  }

  private static Answer show(String userCode) {
    return Answer.redirect(
        PATH + "?user_code=" + URLEncoder.encode(userCode, StandardCharsets.UTF_8));
  }

  private Answer decide(ReceivedRequest request, DeviceAuthorization device, Account user) {
    Instant now = world.clock().instant();
    boolean counts;
    if (ConsentPage.isAccepted(request)) {
      Grant grant = ConsentPage.grant(request, wanted(device), user);
      counts = device.accept(grant, now);
    } else {
      counts = device.refuse(user, now);
    }
    return counts ? Answer.redirect(DONE) : AuthError.SESSION_EXPIRED.page();
  }

  private static Answer unknown(Session session) {
    return enter(session, "This code is unknown, used or too old.");
  }

  private static Answer enter(Session session, String problem) {
    Page page = Page.titled("Connect a device");
    if (!problem.isEmpty()) {
      page.alert(problem);
    }
    return page.form(
            PageForm.to(PATH)
                .hidden("form_key", session.formKey())
                .field("text", "user_code", "Code that your device shows", "")
                .button("step", "next", "Next"))
        .answer(200);
  }

  private Optional<DeviceAuthorization> waiting(ReceivedRequest request) {
    return world
        .devices()
        .ofUserCode(request.queryParameter("user_code").orElse(""))
        .filter(device -> device.waits(world.clock().instant()));
  }

  /** Returns what the device asks, as if a browser had brought it; the answer stays here. */
  private AuthRequest wanted(DeviceAuthorization device) {
    String here = addresses.of(new Place(ServerRole.ACCOUNTS, location)) + DONE;
    return new AuthRequest(
        device.client(),
        false,
        false,
        here,
        device.scopes(),
        device.offline(),
        true,
        null,
        null,
        null);
  }
}
