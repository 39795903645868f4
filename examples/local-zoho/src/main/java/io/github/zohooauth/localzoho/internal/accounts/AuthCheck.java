package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.pages.AuthError;
import io.github.zohooauth.localzoho.internal.pages.PageShown;
import io.github.zohooauth.localzoho.internal.state.AuthRequest;
import io.github.zohooauth.localzoho.internal.state.Challenge;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Scopes;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.ClientType;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a browser's request to one accounts server (2.1, 2.2, 2.7, 2.9, 3, 6). */
final class AuthCheck {
  private static final Pattern NO_EQUALS_DOLLAR_COMMA = Pattern.compile("[^=$,]*");
  private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[A-Za-z0-9]*");
  private static final Pattern ANYTHING = Pattern.compile("(?s).*");

  private final World world;
  private final String location;

  AuthCheck(World world, String location) {
    this.world = world;
    this.location = location;
  }

  /** Returns the request for a code or a token; what is wrong with it shows as a page. */
  AuthRequest request(ReceivedRequest request, boolean instanceLevel) {
    Registration client = client(request);
    String redirectUri = redirectUri(request, client);
    boolean implicit = client.type() == ClientType.CLIENT_BASED;
    requireResponseType(request, implicit ? "token" : "code");
    List<String> scopes = scopes(request);
    if (instanceLevel && !Scopes.ofOneProduct(scopes)) {
      throw new PageShown(AuthError.SEVERAL_PRODUCTS);
    }
    return new AuthRequest(
        client,
        implicit,
        instanceLevel,
        redirectUri,
        scopes,
        !implicit && is(request, "access_type", "offline"),
        is(request, "prompt", "consent"),
        request.queryParameter("state").orElse(null),
        nonce(request).orElse(null),
        challenge(request, client).orElse(null));
  }

  Registration client(ReceivedRequest request) {
    return request
        .queryParameter("client_id")
        .flatMap(world.ledger()::client)
        .filter(client -> client.enabledAt(location))
        .orElseThrow(() -> new PageShown(AuthError.INVALID_CLIENT));
  }

  String redirectUri(ReceivedRequest request, Registration client) {
    return request
        .queryParameter("redirect_uri")
        .filter(uri -> client.redirectUris().stream().anyMatch(own -> fits(client, own, uri)))
        .orElseThrow(() -> new PageShown(AuthError.INVALID_REDIRECT_URI));
  }

  List<String> scopes(ReceivedRequest request) {
    List<String> scopes =
        Scopes.parse(
            request.queryParameter("scope").orElse(""), Scopes.separators(world.reading()));
    if (scopes.isEmpty() || !Scopes.allKnown(scopes)) {
      throw new PageShown(AuthError.INVALID_SCOPE);
    }
    return scopes;
  }

  private Optional<String> nonce(ReceivedRequest request) {
    Pattern allowed =
        switch (world.reading().get(IdentitySwitch.NonceRefused.class)) {
          case WITH_EQUALS_DOLLAR_OR_COMMA -> NO_EQUALS_DOLLAR_COMMA;
          case OTHER_THAN_LETTERS_AND_DIGITS -> LETTERS_AND_DIGITS;
          case NONE -> ANYTHING;
        };
    Optional<String> nonce = request.queryParameter("nonce");
    if (nonce.isPresent() && !allowed.matcher(nonce.get()).matches()) {
      throw new PageShown(AuthError.INVALID_NONCE);
    }
    return nonce;
  }

  static void requireResponseType(ReceivedRequest request, String type) {
    if (!is(request, "response_type", type)) {
      throw new PageShown(AuthError.INVALID_RESPONSE_TYPE);
    }
  }

  private boolean fits(Registration client, URI own, String sent) {
    if (client.type() != ClientType.MOBILE_BASED) {
      return sent.equals(own.toString());
    }
    boolean web = own.getScheme().matches("(?i)https?");
    if (!web && world.reading().is(BrowserSwitch.CustomScheme.REFUSED)) {
      return false;
    }
    return sent.equals(own.toString())
        || (world.reading().is(BrowserSwitch.LoopbackPort.ANY)
            && Loopback.equalButForPort(own, sent));
  }

  private static Optional<Challenge> challenge(ReceivedRequest request, Registration client) {
    Optional<String> value =
        request.queryParameter("code_challenge").filter(challenge -> !challenge.isEmpty());
    if (value.isEmpty()) {
      if (client.type() == ClientType.MOBILE_BASED) {
        throw new PageShown(AuthError.INVALID_CHALLENGE);
      }
      return Optional.empty();
    }
    Challenge.Method method =
        Challenge.method(request.queryParameter("code_challenge_method"))
            .orElseThrow(() -> new PageShown(AuthError.INVALID_CHALLENGE));
    return Optional.of(new Challenge(method, value.get()));
  }

  private static boolean is(ReceivedRequest request, String name, String value) {
    return request.queryParameter(name).equals(Optional.of(value));
  }
}
