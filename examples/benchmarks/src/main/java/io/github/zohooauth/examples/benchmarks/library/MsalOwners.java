package io.github.zohooauth.examples.benchmarks.library;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** MSAL4J, with a refresh token for each owner and threads for its calls. */
public final class MsalOwners implements ManyOwners {

  private final ConfidentialClientApplication application;
  private final ExecutorService threads;

  public MsalOwners(URI endpoint, Burst burst) throws IOException {
    threads = ManyOwners.threads(burst);
    application = new Msal(endpoint).application(threads);
  }

  @Override
  public CompletableFuture<?> token(int owner) {
    return application.acquireToken(
        RefreshTokenParameters.builder(Msal.SCOPES, Registration.REFRESH_TOKEN + owner).build());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
