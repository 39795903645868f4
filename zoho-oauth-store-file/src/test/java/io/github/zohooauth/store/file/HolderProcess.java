package io.github.zohooauth.store.file;

import io.github.zohooauth.store.TokenStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that takes the lease, prints {@code held}, and replaces the record on request. */
final class HolderProcess {

  private HolderProcess() {}

  /** Argument: directory. */
  public static void main(String[] args) throws IOException {
    FileTokenStore store = FileTokenStore.at(Path.of(args[0]));
    TokenStore.Lease lease = store.tryLease(TokenFixture.KEY).orElseThrow();
    lease.current();
    System.out.println("held");
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    System.out.println(lease.replace(TokenFixture.token(99)));
  }
}
