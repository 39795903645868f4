package io.github.zohooauth.store.file;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.TokenKey;
import java.net.http.HttpClient;
import java.nio.file.Path;

/** A process that renews all tokens of a store until it is killed. */
final class RenewerProcess {

  private RenewerProcess() {}

  /** Arguments: directory, and the accounts server. */
  public static void main(String[] args) {
    FileTokenStore store = FileTokenStore.at(Path.of(args[0]));
    SelfClient client = AccountsServer.client(args[1], HttpClient.newHttpClient(), store);
    System.out.println("ready");
    while (true) {
      renewAll(store, client);
    }
  }

  /** Ignores failures, because some tokens are revoked before they are renewed. */
  static void renewAll(FileTokenStore store, SelfClient client) {
    store.keys().forEach(key -> renew(key, client));
  }

  private static void renew(TokenKey key, SelfClient client) {
    try {
      client.forOwner(key.owner()).getAccessToken();
    } catch (ZohoOAuthException e) {
      Thread.onSpinWait();
    }
  }
}
