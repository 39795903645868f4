package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.LocalZoho;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** If one host revokes while others renew, no record is written afterwards. */
@Tag("R14")
class RevocationProofTest {

  @Test
  void revoke_duringRenewalsOfOtherHosts_leavesNoRecord() {
    String table = Database.nextTable();
    Database.POSTGRESQL.builder().table(table).build().createSchema();
    try (LocalZoho zoho = LocalZoho.start()) {
      List<Integer> rounds = IntStream.range(0, Proof.size(15, 1_000)).boxed().toList();
      Proof.holds("R14", rounds, round -> hold(zoho, table));
    }
  }

  /** Returns a new host. It shares no memory with the others. */
  private static SelfClient host(ExpiredUser user, String table) {
    return user.client(Database.POSTGRESQL.builder().table(table).build()).build();
  }

  private static void hold(LocalZoho zoho, String table) throws Exception {
    JdbcTokenStore store = Database.POSTGRESQL.builder().table(table).build();
    ExpiredUser user = ExpiredUser.of(zoho, store);
    try (SelfClient revoker = host(user, table);
        SelfClient renewer = host(user, table)) {
      List<CompletableFuture<AccessToken>> asked =
          IntStream.range(0, 4)
              .mapToObj(i -> (i % 2 == 0 ? renewer : revoker).getAccessTokenAsync())
              .toList();
      revoker.revoke(TokenOwner.unnamed());
      assertThat(store.load(user.key())).as("after the revocation").isEmpty();
      for (CompletableFuture<AccessToken> each : asked) {
        try {
          each.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(AuthorizationRequiredException.class);
        }
      }
      assertThat(store.load(user.key())).as("after the renewals").isEmpty();
      assertThatThrownBy(revoker::getAccessToken)
          .isInstanceOf(AuthorizationRequiredException.class);
    }
  }
}
