package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.protocol.Switch;

/** {@code GET /oauth/serverinfo}: the accounts servers of all data centers but China (1.2). */
final class ServerInfo {
  private final Reading reading;
  private final Addresses addresses;

  ServerInfo(Reading reading, Addresses addresses) {
    this.reading = reading;
    this.addresses = addresses;
  }

  Answer answer(ReceivedRequest request) {
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("result", "success");
    ObjectNode locations = body.putObject("locations");
    for (String location : RealNames.locations()) {
      if (!location.equals("cn")) {
        Place accounts = new Place(ServerRole.ACCOUNTS, location);
        locations.put(location, addresses.of(accounts).toString());
      }
    }
    if (reading.is(Switch.ServerInfo.NAMES_INDIA_ENTERPRISE_TOO)) {
      locations.put("inec", "https://accounts.zohohq.in");
    }
    return Answer.json(200, body);
  }
}
