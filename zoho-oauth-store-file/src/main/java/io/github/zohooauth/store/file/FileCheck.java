package io.github.zohooauth.store.file;

import java.io.IOException;

/** What has to hold of a record's file before it is read. */
interface FileCheck {

  void beforeUseOf(String name, String suffix) throws IOException;

  /** Says what is wrong with a file that could not be read, if it is known. */
  void afterFailureOf(String name, String suffix) throws IOException;
}
