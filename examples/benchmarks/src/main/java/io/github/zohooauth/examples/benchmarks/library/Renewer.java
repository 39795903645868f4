package io.github.zohooauth.examples.benchmarks.library;

/** A library that makes token calls. */
public interface Renewer {

  /** One renewal end to end, whatever is held: a request, its answer read, the token returned. */
  Object renew() throws Exception;
}
