package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.client.AuthorizationRequest;

/** The way by which the browser's answer comes back to this program. */
interface Redirect {

  /** Gets ready for the answer to a request, before the browser is opened. */
  Awaited listen(AuthorizationRequest request);

  /** An answer that is on its way. */
  interface Awaited extends AutoCloseable {

    /** Returns the redirect URI with the answer, which is a secret. */
    String await();

    /** Ends the wait. */
    @Override
    void close();
  }
}
