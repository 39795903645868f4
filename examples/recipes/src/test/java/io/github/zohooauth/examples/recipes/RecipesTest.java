package io.github.zohooauth.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.http.ApiAuthorization;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each recipe against a server, in each situation that an API puts it into. */
class RecipesTest {

  private static final String LEADS = "/crm/v8/Leads";
  private static final String LEAD = "{\"data\":[{\"Last_Name\":\"Lovelace\"}]}";

  @ParameterizedTest
  @EnumSource
  void recipe_doesWhatTheLibrarysOwnClientDoes(Recipe recipe) throws Exception {
    try (LocalZoho zoho = LocalZoho.start();
        SelfClient client = client(zoho)) {
      Recipe.Caller http = recipe.caller(ApiAuthorization.of(client));
      URI eu = zoho.apiBase("eu", CrmEnvironment.PRODUCTION);
      URI leads = eu.resolve(LEADS + "?fields=Last_Name");

      // A dead token is replaced, and the request is repeated.
      zoho.revokeAccess(client.getAccessToken().value());
      zoho.clock().advance(Duration.ofMinutes(11));
      assertThat(http.call("GET", leads, "", false).status()).isIn(200, 204);
      assertThat(zoho.tokenRequests()).as("token calls").hasSize(2);

      // A 401 for a scope is the result: it is sent once, and no token is asked for.
      zoho.clock().advance(Duration.ofMinutes(11));
      assertRefused(zoho, http, leads, ApiRefusal.CLIQ_SCOPE_401, 1);
      assertThat(zoho.tokenRequests()).as("token calls").hasSize(2);

      // A 401 for another reason is the result, after one repeat with another token.
      assertRefused(zoho, http, leads, ApiRefusal.WORKDRIVE_UNKNOWN_FOLDER, 2);
      assertThat(zoho.tokenRequests()).as("token calls").hasSize(3);

      // POST: the body is repeated.
      zoho.clock().advance(Duration.ofMinutes(11));
      assertThat(post(zoho, http, leads, false)).isEqualTo(201);
      assertThat(posted(zoho)).containsExactly(LEAD, LEAD);

      // A body that can be sent once is sent whole or not at all.
      zoho.clock().advance(Duration.ofMinutes(11));
      assertThat(post(zoho, http, leads, true)).isEqualTo(recipe.keepsTheBody ? 201 : 401);
      assertThat(posted(zoho)).hasSize(recipe.keepsTheBody ? 4 : 3).containsOnly(LEAD);

      // 200 KB arrive whole.
      String large = "x".repeat(200 * 1024);
      zoho.faults().next(ServerRole.API, LEADS, Fault.answer(200, Map.of(), large));
      assertThat(http.call("GET", leads, "", false).body()).isEqualTo(large);

      // A foreign host gets nothing, neither as a URI nor by a redirect.
      URI us = zoho.apiBase("us", CrmEnvironment.PRODUCTION).resolve(LEADS);
      assertThat(catchThrowable(() -> http.call("GET", us, "", false)))
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isInstanceOf(IllegalArgumentException.class),
              thrown -> assertThat(thrown).hasCauseInstanceOf(IllegalArgumentException.class));
      Fault redirect = Fault.answer(307, Map.of("Location", us.toString()), "");
      zoho.faults().next(ServerRole.API, LEADS, redirect);
      assertThat(http.call("GET", leads, "", false).status()).isEqualTo(307);
      assertThat(api(zoho)).extracting(ReceivedRequest::location).containsOnly("eu");
    }
  }

  @Test
  void enqueuedRequest_endsWithAnIoException_andOkHttpsThreadGoesOn() throws Exception {
    try (LocalZoho zoho = LocalZoho.start();
        SelfClient client = client(zoho)) {
      URI us = zoho.apiBase("us", CrmEnvironment.PRODUCTION).resolve(LEADS);
      CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
      CompletableFuture<IOException> failure = new CompletableFuture<>();
      ExecutorService threads =
          Executors.newSingleThreadExecutor(
              work -> {
                Thread thread = new Thread(work);
                thread.setUncaughtExceptionHandler((ended, thrown) -> uncaught.complete(thrown));
                return thread;
              });
      OkHttpClient http = OkHttpRecipe.client(ApiAuthorization.of(client));
      http.newBuilder()
          .dispatcher(new Dispatcher(threads))
          .build()
          .newCall(new Request.Builder().url(us.toString()).build())
          .enqueue(
              new Callback() {
                @Override
                public void onFailure(Call call, IOException e) {
                  failure.complete(e);
                }

                @Override
                public void onResponse(Call call, Response answer) {
                  answer.close();
                  failure.completeExceptionally(new AssertionError("answered"));
                }
              });
      assertThat(failure.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IllegalArgumentException.class);
      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(uncaught).as("thrown in OkHttp's thread").isNotDone();
      assertThat(api(zoho)).isEmpty();
    }
  }

  private static SelfClient client(LocalZoho zoho) {
    Client registered = zoho.user("eu").selfClient();
    SelfClient client =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(
                DataCenter.of(
                    "eu", zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION)))
            .clock(zoho.clock())
            .build();
    client.exchange(registered.code("ZohoCRM.modules.ALL"));
    return client;
  }

  private static void assertRefused(
      LocalZoho zoho, Recipe.Caller http, URI uri, ApiRefusal refusal, int sent) throws Exception {
    int before = api(zoho).size();
    for (int i = 0; i < sent; i++) {
      zoho.faults().next(ServerRole.API, LEADS, Fault.refusal(refusal));
    }
    Recipe.Answer answer = http.call("GET", uri, "", false);
    assertThat(answer).isEqualTo(new Recipe.Answer(401, refusal.body()));
    assertThat(api(zoho)).as("sent for %s", refusal).hasSize(before + sent);
  }

  private static int post(LocalZoho zoho, Recipe.Caller http, URI uri, boolean once)
      throws Exception {
    zoho.faults().next(ServerRole.API, LEADS, Fault.refusal(ApiRefusal.EMPTY_401));
    return http.call("POST", uri, LEAD, once).status();
  }

  private static List<String> posted(LocalZoho zoho) {
    return api(zoho).stream()
        .filter(request -> request.method().equals("POST"))
        .map(ReceivedRequest::body)
        .toList();
  }

  private static List<ReceivedRequest> api(LocalZoho zoho) {
    return zoho.requests().stream().filter(request -> request.role() == ServerRole.API).toList();
  }
}
