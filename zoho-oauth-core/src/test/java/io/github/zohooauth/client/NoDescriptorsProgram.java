package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A program that uses up its file descriptors, asks for tokens, and gives the descriptors back. */
final class NoDescriptorsProgram {

  private static final int CALLERS = 4;

  private NoDescriptorsProgram() {}

  /** Takes two addresses, of Zoho and of no server; prints what the record has after each step. */
  public static void main(String[] arguments) throws Exception {
    URI zoho = URI.create(arguments[0]);
    play(zoho); // loads the classes
    play(URI.create(arguments[1]));
    ManualTime time = new ManualTime();
    TokenStore store = TokenStore.inMemory();
    try (SelfClient client = client(zoho, time, store)) {
      List<InputStream> open = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        useUp(open);
        String end = ask(client, time);
        giveBack(open);
        int calls = RenewalHistory.of(store.load(Scene.KEY).orElseThrow()).calls().size();
        System.out.println(end + ", calls " + calls);
        time.advance(Duration.ofSeconds(61));
      }
      System.out.println(ask(client, time));
    }
  }

  private static void play(URI accounts) throws Exception {
    ManualTime time = new ManualTime();
    try (SelfClient client = client(accounts, time, TokenStore.inMemory())) {
      assertThat(ask(client, time)).isNotEmpty();
    }
  }

  private static SelfClient client(URI accounts, ManualTime time, TokenStore store) {
    DataCenter dataCenter = DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE));
    store.save(Scene.KEY, StoredToken.refreshing(dataCenter, "1.refresh"));
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret("secret")
        .dataCenter(dataCenter)
        .tokenStore(store)
        .clock(time)
        .pauses(time)
        .callerTimeout(ManualTime.PATIENCE)
        .build();
  }

  private static String ask(SelfClient client, ManualTime time) throws Exception {
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    time.drive(caller);
    try {
      return caller.get().value();
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause()).getClass().getSimpleName();
    }
  }

  private static void useUp(List<InputStream> open) throws IOException {
    try {
      while (true) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (FileNotFoundException e) {
      assertThat(open).as("files that could be opened").isNotEmpty();
    }
  }

  private static void giveBack(List<InputStream> open) throws IOException {
    for (InputStream file : open) {
      file.close();
    }
    open.clear();
  }
}
