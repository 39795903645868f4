package io.github.zohooauth.examples.ownstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a contract inside a test, to see what fails. */
public final class ContractRun {

  private static final int TESTS = 26;

  private ContractRun() {}

  /** Returns the names of the tests that failed, each with its failure. */
  public static Map<String, Throwable> failures(Class<?> contract, Map<String, String> parameters) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .configurationParameters(parameters)
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherConfig config =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    LauncherFactory.create(config).execute(request, summary);
    assertThat(summary.getSummary().getTestsStartedCount())
        .as("tests")
        .isGreaterThanOrEqualTo(TESTS);
    Map<String, Throwable> failures = new TreeMap<>();
    summary
        .getSummary()
        .getFailures()
        .forEach(
            failure ->
                failures.put(
                    failure.getTestIdentifier().getDisplayName().replace("()", ""),
                    failure.getException()));
    return failures;
  }
}
