package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.DataCenter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The doctor's own requests to accounts servers. Redirects are not followed. */
final class Probe {

  /** No refresh token looks so: Zoho refuses it after it has looked at the client. */
  private static final String NO_TOKEN = "1000.no-such-token.of-the-doctor";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http;

  Probe(HttpClient http) {
    this.http = http;
  }

  Reply get(URI uri) {
    return send(HttpRequest.newBuilder(uri)).join();
  }

  /** Asks who the user of an access token is. */
  Reply profileOf(DataCenter where, String authorization) {
    URI uri = where.accountsServer().resolve("/oauth/user/info");
    return send(HttpRequest.newBuilder(uri).header("Authorization", authorization)).join();
  }

  /** Asks whether a client is known: with its ID alone, so that no secret leaves this machine. */
  CompletableFuture<Reply> client(DataCenter where, String clientId) {
    return token(where, Map.of("client_id", clientId));
  }

  /** Asks whether a secret is right. */
  Reply secret(DataCenter where, String clientId, String secret) {
    return token(where, Map.of("client_id", clientId, "client_secret", secret)).join();
  }

  private CompletableFuture<Reply> token(DataCenter where, Map<String, String> client) {
    String form =
        client.entrySet().stream()
            .map(entry -> "&" + entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(
                Collectors.joining("", "grant_type=refresh_token&refresh_token=" + NO_TOKEN, ""));
    return send(
        HttpRequest.newBuilder(where.accountsServer().resolve("/oauth/v2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private CompletableFuture<Reply> send(HttpRequest.Builder request) {
    return http.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
        .thenApply(Reply::of)
        .exceptionally(Probe::failed);
  }

  private static Reply failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return Reply.of(cause instanceof IOException io ? io : new IOException(cause));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
