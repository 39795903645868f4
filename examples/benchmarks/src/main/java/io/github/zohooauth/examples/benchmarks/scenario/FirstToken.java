package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.library.Cache;
import io.github.zohooauth.examples.benchmarks.library.Renewer;
import java.net.URI;

/** The process of the cold start: one token, and the end. */
final class FirstToken {

  private FirstToken() {}

  public static void main(String[] args) throws Exception {
    Object library =
        Class.forName(args[0]).getConstructor(URI.class).newInstance(URI.create(args[1]));
    Object token = library instanceof Cache cache ? cache.token() : ((Renewer) library).renew();
    if (token == null) {
      throw new IllegalStateException("no token");
    }
    System.exit(0);
  }
}
