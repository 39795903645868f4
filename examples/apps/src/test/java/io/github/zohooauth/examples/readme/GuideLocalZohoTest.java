package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The tests that the guide of the local Zoho shows, verbatim, run as JUnit runs them. */
@Timeout(60)
class GuideLocalZohoTest {

  private static final String IMPORTS =
      """
      import io.github.zohooauth.localzoho.*;
      import io.github.zohooauth.localzoho.protocol.*;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.extension.ExtendWith;
      """;

  @TempDir private Path temp;

  private TestExecutionSummary run(String block) throws Exception {
    Class<?> test = Compiled.type(temp, "MyTest", IMPORTS + block).newInstance().getClass();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherConfig config =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    LauncherFactory.create(config).execute(request, summary);
    return summary.getSummary();
  }

  @Test
  void tests_pass() throws Exception {
    List<String> blocks = Guide.blocks("java", Guide.LOCAL_ZOHO.text());
    assertThat(blocks).hasSize(2);
    for (String block : blocks) {
      TestExecutionSummary summary = run(block);
      assertThat(summary.getFailures()).isEmpty();
      assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }
  }

  /** So that the test above is seen to run the block's calls. */
  @Test
  void test_withAWrongSecret_fails() throws Exception {
    String block = Guide.blocks("java", Guide.LOCAL_ZOHO.section("With zoho-oauth")).get(0);
    String wrong = block.replace("registered.secret()", "\"another\"");
    assertThat(wrong).isNotEqualTo(block);
    assertThat(run(wrong).getTestsFailedCount()).isEqualTo(1);
  }
}
