package io.github.zohooauth.examples.readme;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** An HTTP client that the guide shows how to authorize. */
@FunctionalInterface
public interface ApiCaller {

  /** An answer, byte for byte. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its text alone
  record Answer(int status, byte[] body, Map<String, List<String>> headers) {}

  /**
   * Sends a request.
   *
   * @param body null for none
   */
  Answer call(String method, URI uri, String body) throws Exception;
}
