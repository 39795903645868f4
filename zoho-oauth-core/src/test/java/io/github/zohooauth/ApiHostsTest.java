package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hosts of each data center are its own alone. */
@Tag("A2")
class ApiHostsTest {

  @Test
  void hostsOfEveryDataCenter_areItsOwnAlone() throws Exception {
    for (DataCenter home : DataCenter.builtIn()) {
      String api = home.apiDomain(Environment.PRODUCTION).orElseThrow().toString();
      ApiHosts hosts = ApiHosts.of(() -> GivenTokens.token("1000.a", api));
      AccessToken token = GivenTokens.token("1000.a", api);
      for (DataCenter other : DataCenter.builtIn()) {
        for (URI server : List.of(other.accountsServer(), upload(other))) {
          if (other.equals(home)) {
            hosts.require(hosts.requireOrigin(server.resolve("/upload")), token);
          } else {
            assertThatThrownBy(() -> hosts.require(hosts.requireOrigin(server), token))
                .isInstanceOf(IllegalArgumentException.class);
          }
        }
      }
    }
  }

  private static URI upload(DataCenter dataCenter) {
    String known =
        switch (dataCenter.location()) {
          case "ca" -> "https://upload.zohocloud.ca";
          case "sa" -> "https://files.zoho.sa";
          default ->
              dataCenter
                  .apiDomain(Environment.PRODUCTION)
                  .orElseThrow()
                  .toString()
                  .replace("www.", "content.");
        };
    return URI.create(known);
  }
}
