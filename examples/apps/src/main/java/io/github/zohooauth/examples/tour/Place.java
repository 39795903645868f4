package io.github.zohooauth.examples.tour;

import io.github.zohooauth.client.SelfClient;
import java.io.IOException;

/** Where the tour is taken: a Zoho on this machine, or the real one. */
interface Place extends AutoCloseable {

  /** A builder that lacks only the store. */
  SelfClient.Builder client();

  String code();

  void letAnHourPass();

  /** Whether the hour passes for Zoho, too, and not for the library alone. */
  boolean isExpiryReal();

  /** What can be shown here beyond the main job. */
  void extras(Tour tour, SelfClient zoho) throws IOException, InterruptedException;

  @Override
  void close();
}
