package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.openid.IdTokens;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.DeviceAuthorization;
import io.github.zohooauth.localzoho.internal.state.DeviceFeedback;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.DeviceSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /oauth/v3/device/token}: a poll, with the secret of the data center polled (5.2). */
final class DeviceTokenEndpoint {
  private final World world;
  private final Reading reading;
  private final String location;
  private final ClientCheck clients;
  private final TokenAnswers tokens;
  private final IdTokens idTokens;
  private final ErrorAnswers errors;

  DeviceTokenEndpoint(World world, String location, Addresses addresses) {
    this.world = world;
    this.reading = world.reading();
    this.location = location;
    this.clients = new ClientCheck(world, location);
    this.tokens = new TokenAnswers(world, addresses);
    this.idTokens = new IdTokens(world, addresses);
    this.errors = new ErrorAnswers(reading);
  }

  Answer answer(ReceivedRequest request) {
    if (!request.method().equals("POST")) {
      return Answer.html(400, "Invalid Request");
    }
    Parameters parameters = new Parameters(request, reading);
    if (!parameters.get("grant_type").equals(Optional.of("device_token"))) {
      return errors.grantType();
    }
    try {
      Registration client = clients.nonBrowser(parameters.clientId());
      clients.check(parameters.clientId(), parameters.clientSecret());
      return poll(device(client, parameters));
    } catch (Refused refused) {
      return errors.of(refused.error());
    }
  }

  private DeviceAuthorization device(Registration client, Parameters parameters) {
    return world
        .devices()
        .ofDeviceCode(parameters.require("code", TokenError.INVALID_CODE))
        .filter(device -> device.client().equals(client))
        .orElseThrow(() -> new Refused(TokenError.INVALID_CODE));
  }

  private Answer poll(DeviceAuthorization device) {
    DeviceFeedback feedback = device.poll(location, world.clock().instant());
    return switch (feedback) {
      case GRANTED -> tokens(device.grant(), device.offline());
      case INVALID_CODE -> throw new Refused(TokenError.INVALID_CODE);
      case OTHER_DC -> feedback(body(feedback).put(locationKey(), device.userLocation()));
      case EXPIRED ->
          feedback(
              reading.is(DeviceSwitch.ExpiredError.EXPIRED_TOKEN)
                  ? body("expired_token")
                  : body(feedback));
      case AUTHORIZATION_PENDING, SLOW_DOWN, ACCESS_DENIED -> feedback(body(feedback));
    };
  }

  private Answer tokens(Grant grant, boolean offline) {
    String refreshToken = offline ? world.ledger().issueRefreshToken(grant) : null;
    String accessToken = world.ledger().issueAccessToken(grant, refreshToken);
    Optional<String> idToken =
        reading.is(DeviceSwitch.IdToken.PRESENT)
            ? idTokens.of(grant, accessToken, null)
            : Optional.empty();
    return tokens.issued(grant, accessToken, refreshToken, idToken);
  }

  private Answer feedback(ObjectNode body) {
    return Answer.json(reading.is(DeviceSwitch.FeedbackStatus.BAD_REQUEST_400) ? 400 : 200, body);
  }

  private String locationKey() {
    return reading.is(DeviceSwitch.OtherDataCenterKey.DC) ? "dc" : "user_location";
  }

  private static ObjectNode body(DeviceFeedback feedback) {
    return body(feedback.name().toLowerCase(Locale.ROOT));
  }

  private static ObjectNode body(String error) {
    return JsonNodeFactory.instance.objectNode().put("error", error);
  }
}
