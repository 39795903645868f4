package io.github.zohooauth.examples.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.http.ZohoHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Zoho CRM, as an application sees it that depends on a {@link TokenProvider} alone. */
public final class Crm {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient PLAIN =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final TokenProvider tokens;
  private final HttpClient http;

  /** Makes one that acts for whomever the tokens are. */
  public Crm(TokenProvider tokens) {
    this.tokens = tokens;
    this.http = ZohoHttpClient.authorizing(PLAIN, tokens);
  }

  /**
   * An organization: the token response does not say whose the token is, the CRM does.
   *
   * @param id its {@code zgid}
   */
  public record Organization(String id, String name) {}

  /** Returns the organization that the token is bound to; needs {@code ZohoCRM.org.READ}. */
  public Organization organization() {
    JsonNode organization = send(request("/crm/v8/org")).path("org").path(0);
    return new Organization(
        organization.path("zgid").asText(), organization.path("company_name").asText());
  }

  /** Returns the last names of the first leads; needs {@code ZohoCRM.modules.leads.READ}. */
  public List<String> leads() {
    JsonNode leads = send(request("/crm/v8/Leads?fields=Last_Name")).path("data");
    return StreamSupport.stream(leads.spliterator(), false)
        .map(lead -> lead.path("Last_Name").asText())
        .toList();
  }

  /** A lead, with empty texts for what it lacks. */
  public record Lead(
      String id, String name, String company, String email, String phone, String status) {
    private static Lead of(JsonNode lead) {
      String first = lead.path("First_Name").asText("");
      return new Lead(
          lead.path("id").asText(),
          (first + " " + lead.path("Last_Name").asText()).strip(),
          lead.path("Company").asText(""),
          lead.path("Email").asText(""),
          lead.path("Phone").asText(""),
          lead.path("Lead_Status").asText(""));
    }
  }

  /** Returns the first hundred leads; needs {@code ZohoCRM.modules.leads.READ}. */
  public List<Lead> detailedLeads() {
    JsonNode leads =
        send(request(
                "/crm/v8/Leads?per_page=100"
                    + "&fields=First_Name,Last_Name,Company,Email,Phone,Lead_Status"))
            .path("data");
    return StreamSupport.stream(leads.spliterator(), false).map(Lead::of).toList();
  }

  void upsertLeads(String json) {
    send(request("/crm/v8/Leads/upsert").POST(BodyPublishers.ofString(json)));
  }

  /** Each organization has its API at the data center where it lives, which its token knows. */
  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(tokens.getAccessToken().resolve(path))
        .timeout(Duration.ofSeconds(20));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> JSON.readTree(response.body());
        case 204 -> JSON.createObjectNode();
        default -> throw new IOException("the CRM answers HTTP " + response.statusCode());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the CRM was asked", e);
    }
  }
}
