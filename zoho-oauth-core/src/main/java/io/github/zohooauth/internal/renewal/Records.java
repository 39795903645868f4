package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.text.Notes;
import io.github.zohooauth.store.StoredToken;

/** What several classes do with a stored record. */
public final class Records {

  private Records() {}

  /** Returns whether this record has a refresh token that this data center has not refused. */
  public static boolean isRenewable(StoredToken stored, DataCenter dataCenter) {
    String refreshToken = stored.refreshToken();
    return refreshToken != null && !RenewalHistory.of(stored).refuses(refreshToken, dataCenter);
  }

  static StoredToken withNotes(StoredToken stored, Notes notes) {
    return new StoredToken(
        stored.location(),
        stored.accessToken(),
        stored.obtainedAt(),
        stored.refreshToken(),
        stored.details(),
        notes);
  }
}
