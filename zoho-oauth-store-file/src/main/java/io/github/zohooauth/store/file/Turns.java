package io.github.zohooauth.store.file;

import java.io.IOException;

/** Who may read or write a record now. */
interface Turns {

  /** Takes steps that read, even while others write; again if the directory was replaced. */
  <T> T look(Uninterrupted.Steps<T> steps) throws IOException;

  /** Takes the steps when nobody else is writing the record; again if an interrupt spoils them. */
  <T> T take(String record, Uninterrupted.Steps<T> steps) throws IOException;

  /** Takes the step if nobody is writing the record; false if somebody is. */
  boolean ifFree(String record, Uninterrupted.Steps<Boolean> step) throws IOException;
}
