package io.github.zohooauth.examples.cli.command;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.examples.cli.ExitCode;
import io.github.zohooauth.examples.cli.profile.Network;
import io.github.zohooauth.http.ZohoHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code zoho call}: one request to an API, with the token. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = {
      "Calls an API of Zoho, and prints its answer as it came.",
      "The token goes to hosts of its own data center alone. If the API rejects it,",
      "the request is repeated once with another one."
    },
    footer = {
      "%n@|bold Examples|@",
      "  zoho call GET /crm/v8/org",
      "  zoho call GET '/crm/v8/Leads?fields=Last_Name,Company'",
      "  zoho call POST /crm/v8/Leads -d '{\"data\":[{\"Last_Name\":\"Lovelace\"}]}'",
      "  zoho call POST /crm/v8/Leads -d @leads.json",
      "  cat leads.json | zoho call POST /crm/v8/Leads -d @-",
      "  zoho call GET /api/v1/tickets --product=desk -H orgId:600123",
      ExitCode.LIST
    })
final class CallCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST, PUT, PATCH or DELETE")
  private String method = "";

  @Parameters(index = "1", paramLabel = "PATH", description = "a path on the API, or a whole URL")
  private String path = "";

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DATA",
      description = "the body; @file is a file's content, @- that of standard input")
  private @Nullable String data;

  @Option(
      names = {"-H", "--header"},
      split = "\n",
      splitSynopsisLabel = "",
      paramLabel = "NAME:VALUE",
      description = "a header; may be given several times")
  private String @Nullable [] headers;

  @Option(
      names = "--product",
      paramLabel = "NAME",
      description = "a product with a host of its own, such as desk")
  private @Nullable String product;

  @Option(
      names = {"-i", "--include"},
      description = "print status and headers, too, on standard error")
  private boolean include;

  CallCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() throws IOException {
    try (OAuthClient client = zoho.clients().any()) {
      HttpClient plain = Network.of(zoho.profile(), zoho.around()).client();
      HttpResponse<String> answer =
          send(ZohoHttpClient.authorizing(plain, client), request(client.getAccessToken()));
      if (include) {
        zoho.around().err().println("HTTP " + answer.statusCode() + headersOf(answer));
      }
      if (!answer.body().isEmpty()) {
        zoho.around().out().println(answer.body());
      }
      if (answer.statusCode() < 400) {
        return ExitCode.OK;
      }
      zoho.around().err().println("zoho: the API answered HTTP " + answer.statusCode());
      return ExitCode.REFUSED;
    }
  }

  private HttpRequest request(AccessToken token) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(token))
            .timeout(Duration.ofSeconds(60))
            .method(
                method.toUpperCase(Locale.ROOT),
                data == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body(data)));
    if (data != null) {
      request.header("Content-Type", "application/json");
    }
    for (String header : headers == null ? new String[0] : headers) {
      String[] parts = header.split(":", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("-H: needed is NAME:VALUE");
      }
      request.setHeader(parts[0].strip(), parts[1].strip());
    }
    return request.build();
  }

  private URI uri(AccessToken token) {
    if (product != null) {
      return token.dataCenter().product(product).resolve(path);
    }
    return path.startsWith("/") ? token.resolve(path) : URI.create(path);
  }

  private String body(String text) throws IOException {
    if (text.equals("@-")) {
      return zoho.around().in().lines().collect(Collectors.joining("\n"));
    }
    return text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new TemporaryFailureException(
          "%s cannot be reached (%s). It is not known whether the request arrived. Try: zoho doctor"
              .formatted(request.uri().getAuthority(), e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporaryFailureException("Interrupted before the answer came.", e);
    }
  }

  private static String headersOf(HttpResponse<String> answer) {
    return answer.headers().map().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(header -> "\n" + header.getKey() + ": " + String.join(", ", header.getValue()))
        .collect(Collectors.joining());
  }
}
