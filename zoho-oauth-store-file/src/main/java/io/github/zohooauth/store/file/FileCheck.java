package io.github.zohooauth.store.file;

import java.io.IOException;

/** Checks a record's file before it is read, and after it could not be read. */
interface FileCheck {

  void beforeUseOf(String name, String suffix) throws IOException;

  /** Throws what is wrong with a file that could not be read, if the check finds it. */
  void afterFailureOf(String name, String suffix) throws IOException;
}
