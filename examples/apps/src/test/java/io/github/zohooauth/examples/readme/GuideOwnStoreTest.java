package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.ownstore.ContractRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's test of a store of one's own, verbatim, run as JUnit runs it. */
class GuideOwnStoreTest {

  private static final String IMPORTS =
      """
      import io.github.zohooauth.contract.*;
      import io.github.zohooauth.examples.ownstore.*;
      import io.github.zohooauth.store.TokenStore.Lease;
      """;

  @TempDir private Path temp;

  private Map<String, Throwable> failures(String block) throws Exception {
    Object test = Compiled.type(temp, "SharedTokenStoreTest", IMPORTS + block).newInstance();
    return ContractRun.failures(test.getClass(), Map.of());
  }

  @Test
  void contract_passes() throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part("Your own token store")).get(0);
    assertThat(failures(block)).isEmpty();
  }

  /** As if the store were on another server, so that the contract's tests are seen to run. */
  @Test
  void contract_onTwoServers_fails() throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part("Your own token store")).get(0);
    String another = "// as another host opens it\n    return new SharedTokenStore(";
    String elsewhere = block.replace(another + "server)", another + "new KeyValueServer())");
    assertThat(elsewhere).isNotEqualTo(block);
    assertThat(failures(elsewhere))
        .containsKey("lease_excludesTheOtherStoreObjects_overTheSamePlace");
  }
}
