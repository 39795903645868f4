package io.github.zohooauth.examples.fleet;

import java.util.Map;
import java.util.Set;

/**
 * What became of an order.
 *
 * @param served threads whose token the CRM took
 * @param refused threads whose token the CRM did not take
 * @param failures threads that got none, by the name of the exception
 * @param tokens what was served, as hashes: a token is not shown
 * @param longestMillis how long a thread waited for its token at most
 * @param renewed tokens that this process renewed and stored
 * @param outrun tokens that it renewed, and could not store since the record was another meanwhile
 */
record Report(
    int served,
    int refused,
    Map<String, Integer> failures,
    Set<String> tokens,
    long longestMillis,
    int renewed,
    int outrun) {

  /** Copies. */
  Report {
    failures = Map.copyOf(failures);
    tokens = Set.copyOf(tokens);
  }
}
