package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.cli.profile.Network;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Whether the accounts server can be reached: proxy, trust store, and what is in between. */
final class NetworkCheck implements Check {

  private static final String TRUST =
      "If a proxy of your company opens TLS, get its certificate as a PEM file, and say: zoho"
          + " profiles set %s ca-file=/path/company.pem";

  @Override
  public String name() {
    return "network";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding examine(SetUp setUp) {
    DataCenter where = where(setUp);
    Optional<URI> proxy = Network.of(setUp.profile(), setUp.around()).proxy();
    String way = proxy.map(uri -> " by the proxy " + uri.getAuthority()).orElse("");
    String server = where.accountsServer().getAuthority();
    Reply reply = setUp.probe().get(where.accountsServer().resolve("/oauth/serverinfo"));
    if (reply.failure() != null) {
      return unreachable(setUp, server, proxy, reply.failure());
    }
    if (reply.status() >= 500) {
      return fail(
          "%s answers HTTP %d: Zoho is in trouble.".formatted(server, reply.status()),
          "Wait, and look at https://status.zoho.com.");
    }
    if (reply.status() != 200 || !reply.isJson()) {
      return fail(
          "What answers for %s%s is not Zoho (HTTP %d).".formatted(server, way, reply.status()),
          "A login page of the network or a proxy is in between: open a browser, and sign in there.");
    }
    return ok("%s answers%s.".formatted(server, way));
  }

  /** Without a data center that is known, the network can still be told from the rest. */
  private static DataCenter where(SetUp setUp) {
    String location = setUp.profile().get(Setting.DATA_CENTER).orElse("");
    return setUp.profile().dataCenters().stream()
        .filter(each -> each.location().equals(location))
        .findFirst()
        .orElseGet(() -> setUp.profile().dataCenters().get(0));
  }

  private Finding unreachable(SetUp setUp, String server, Optional<URI> proxy, Throwable failure) {
    if (has(failure, SSLException.class)) {
      return fail(
          "The certificate of %s is not trusted.".formatted(server),
          TRUST.formatted(setUp.profile()));
    }
    String told = String.valueOf(failure.getMessage());
    if (proxy.isPresent() && (told.contains("407") || told.contains("credentials"))) {
      return fail(
          "The proxy %s asks for a password (HTTP 407).".formatted(proxy.get().getAuthority()),
          "This tool has none for it: use a proxy without one, such as a local cntlm.");
    }
    if (proxy.isPresent() && told.contains("Tunnel failed")) {
      return fail(
          "The proxy %s does not connect to %s.".formatted(proxy.get().getAuthority(), server),
          "Ask who runs it to allow accounts.zoho and www.zohoapis of your data center, port 443.");
    }
    if (proxy.isPresent()) {
      return fail(
          "The proxy %s cannot be reached.".formatted(proxy.get().getAuthority()),
          "Correct HTTPS_PROXY or the profile's setting proxy, or remove it.");
    }
    if (has(failure, UnresolvedAddressException.class)) {
      return fail(
          "The name %s is not known here.".formatted(server),
          "Is this machine online? Behind a proxy, set HTTPS_PROXY=http://host:port.");
    }
    return fail(
        has(failure, HttpTimeoutException.class)
            ? "%s does not answer in time.".formatted(server)
            : "%s cannot be reached.".formatted(server),
        "Is this machine online, or is a firewall in between? Behind a proxy, set"
            + " HTTPS_PROXY=http://host:port.");
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
  }
}
