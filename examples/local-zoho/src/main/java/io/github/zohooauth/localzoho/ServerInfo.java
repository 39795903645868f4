package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
