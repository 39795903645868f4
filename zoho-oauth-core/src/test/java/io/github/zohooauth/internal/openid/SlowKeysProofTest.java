package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SigningZoho;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that come late are waited for by all at once, and for no longer than the deadline. */
@Tag("A10")
@Timeout(10)
class SlowKeysProofTest {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final IdleTime time = new IdleTime();

  /** Outside the guard against hanging: it takes a slow machine its time. */
  @BeforeAll
  static void makeKeys() {
    assertThat(IdTokenFixture.KEY.isPrivate()).isTrue();
  }

  private void serve(RawConnection connection, RawServer[] server) throws IOException {
    while (connection.awaitRequest()) {
      String request = connection.readRequest();
      String base = server[0].dataCenter().accountsServer().toString();
      if (request.contains(SigningZoho.METADATA)) {
        connection.answer("{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(base, base));
      } else {
        asked.countDown();
        try {
          letGo.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        connection.answer(new JWKSet(IdTokenFixture.KEY).toString(true));
      }
    }
  }

  private IdTokenVerifier verifier(DataCenter dataCenter, Duration timeout) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ErrorReader errors =
        new ErrorReader(Scene.CLIENT_ID, time, timeout, RenewalPolicy.DEFAULT.rateLimitPause());
    return new IdTokenVerifier(
        Scene.CLIENT_ID,
        new DataCenters(Scene.CLIENT_ID, dataCenter, List.of(dataCenter), false),
        new HttpCall(HttpSource.own(() -> http), time, timeout),
        errors,
        time,
        IdTokenVerifier.Rules.STRICT);
  }

  @Test
  void slowKeys_areFetchedOnceForAll_whoeverLeaves() throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer server = new RawServer(connection -> serve(connection, self))) {
      self[0] = server;
      DataCenter dataCenter = server.dataCenter();
      IdTokenVerifier verifier = verifier(dataCenter, Scene.HANG_GUARD);
      String idToken = IdTokenFixture.by(dataCenter).signed();
      List<CompletableFuture<IdToken>> waiting =
          Stream.generate(
                  () -> verifier.verify(idToken, dataCenter, IdTokenVerifier.Expected.NOTHING))
              .limit(100)
              .toList();
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(30)); // longer than any pause while there are no keys
      CompletableFuture<IdToken> late =
          verifier.verify(idToken, dataCenter, IdTokenVerifier.Expected.NOTHING);
      assertThat(waiting.get(0).cancel(true)).isTrue();
      letGo.countDown();
      for (CompletableFuture<IdToken> one : waiting.subList(1, waiting.size())) {
        assertThat(one.get(10, TimeUnit.SECONDS).subject()).isEqualTo(IdTokenFixture.SUBJECT);
      }
      assertThat(late.get(10, TimeUnit.SECONDS).subject()).isEqualTo(IdTokenFixture.SUBJECT);
      assertThat(server.entered()).as("metadata and keys").isEqualTo(2);
    }
  }

  @Test
  void keysThatNeverCome_endAtTheRequestTimeout() throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer server = new RawServer(connection -> serve(connection, self));
        SeenLogs logs = new SeenLogs()) {
      self[0] = server;
      DataCenter dataCenter = server.dataCenter();
      IdTokenVerifier verifier = verifier(dataCenter, Duration.ofMillis(250));
      CompletableFuture<IdToken> end =
          verifier.verify(
              IdTokenFixture.by(dataCenter).signed(), dataCenter, IdTokenVerifier.Expected.NOTHING);
      assertThatThrownBy(() -> SigningZoho.CALLERS.await(end))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("did not answer within 0.25 seconds");
      assertThat(logs.drain()).hasSize(1);
    } finally {
      letGo.countDown();
    }
  }
}
