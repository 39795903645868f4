package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A process with a refresh token in a setting, which it uses once it is told to. */
final class AdopterProcess {

  private AdopterProcess() {}

  /**
   * Prints the access token, and then whether the setting was adopted here.
   *
   * <p>Arguments: directory, the accounts server, the refresh token, and the name of an owner whose
   * event ends those of the setting's.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    BlockingQueue<TokenOwner> adopted = new LinkedBlockingQueue<>();
    TokenListener listener =
        new TokenListener() {
          @Override
          public void adopted(Event event) {
            adopted.add(event.owner());
          }
        };
    FileTokenStore store = FileTokenStore.at(Path.of(args[0]));
    TokenOwner end = TokenOwner.user(args[3]);
    try (SelfClient client =
        AccountsServer.builder(args[1], HttpClient.newHttpClient(), store)
            .refreshToken(args[2])
            .listener(listener)
            .build()) {
      System.out.println("ready");
      if (System.in.read() >= 0) {
        System.out.println(client.getAccessToken().value());
        boolean unused = client.adopt("1000.end", end);
        System.out.println(!adopted.take().equals(end));
      }
    }
  }
}
