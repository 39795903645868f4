package io.github.zohooauth.examples.benchmarks.library;

/** A library that keeps a token, and gets one from the endpoint when it has none. */
public interface Cache {

  /** The token as a caller of this library asks for it, each time that he needs it. */
  Object token() throws Exception;
}
