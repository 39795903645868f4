package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.pages.DevicePage;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.state.DeviceAuthorization;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Scopes;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.internal.text.Randoms;
import io.github.zohooauth.localzoho.protocol.DeviceSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code POST /oauth/v3/device/code}: where a device begins (5.1). */
final class DeviceCodeEndpoint {
  private final World world;
  private final Reading reading;
  private final String location;
  private final Addresses addresses;
  private final ClientCheck clients;
  private final ErrorAnswers errors;

  DeviceCodeEndpoint(World world, String location, Addresses addresses) {
    this.world = world;
    this.reading = world.reading();
    this.location = location;
    this.addresses = addresses;
    this.clients = new ClientCheck(world, location);
    this.errors = new ErrorAnswers(reading);
  }

  Answer answer(ReceivedRequest request) {
    if (!request.method().equals("POST")) {
      return Answer.html(400, "Invalid Request");
    }
    Parameters parameters = new Parameters(request, reading);
    if (!parameters.get("grant_type").equals(Optional.of("device_request"))) {
      return errors.grantType();
    }
    try {
      Registration client = clients.nonBrowser(parameters.clientId());
      return begin(client, scopes(parameters), offline(parameters));
    } catch (Refused refused) {
      return errors.of(refused.error());
    }
  }

  private Answer begin(Registration client, List<String> scopes, boolean offline) {
    String deviceCode = Randoms.token();
    String userCode = Randoms.userCode();
    world
        .devices()
        .add(
            new DeviceAuthorization(client, scopes, offline, world.clock().instant(), reading),
            deviceCode,
            userCode);
    String page = addresses.of(new Place(ServerRole.ACCOUNTS, location)) + DevicePage.PATH;
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("user_code", userCode)
            .put("device_code", deviceCode)
            .put("verification_url", page);
    if (reading.is(DeviceSwitch.CompleteUri.PRESENT)) {
      body.put("verification_uri_complete", page + "?user_code=" + userCode);
    }
    return Answer.json(
        200,
        body.put("expires_in", inUnits(DeviceAuthorization.LIFE))
            .put("interval", inUnits(DeviceAuthorization.INTERVAL)));
  }

  private List<String> scopes(Parameters parameters) {
    List<String> scopes =
        Scopes.parse(
            parameters.require("scope", TokenError.INVALID_SCOPE), Scopes.separators(reading));
    if (scopes.isEmpty() || !Scopes.allKnown(scopes)) {
      throw new Refused(TokenError.INVALID_SCOPE);
    }
    return scopes;
  }

  private static boolean offline(Parameters parameters) {
    return parameters.get("access_type").equals(Optional.of("offline"));
  }

  private long inUnits(Duration duration) {
    return reading.is(DeviceSwitch.Units.SECONDS) ? duration.toSeconds() : duration.toMillis();
  }
}
