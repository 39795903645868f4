package io.github.zohooauth.examples.spring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.http.ZohoHttpClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Zoho CRM, by Spring's own client on top of one that brings the token. */
@Component
class Crm {

  private record Lead(@JsonProperty("Last_Name") String lastName) {}

  private record Leads(List<Lead> data) {}

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** Returns the last names of the first leads, at the data center where the tokens' user lives. */
  List<String> leads(TokenProvider tokens) {
    @Nullable Leads leads =
        RestClient.builder()
            .requestFactory(
                new JdkClientHttpRequestFactory(ZohoHttpClient.authorizing(http, tokens)))
            .build()
            .get()
            .uri(tokens.getAccessToken().resolve("/crm/v8/Leads?fields=Last_Name"))
            .retrieve()
            .body(Leads.class);
    return leads == null ? List.of() : leads.data().stream().map(Lead::lastName).toList();
  }
}
