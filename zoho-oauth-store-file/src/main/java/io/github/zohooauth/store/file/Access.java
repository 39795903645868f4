package io.github.zohooauth.store.file;

/**
 * What the file system says of a name, without following it if it is a link.
 *
 * @param owner equal for all that one user owns
 * @param isLoose whether others than the owner may open it
 */
record Access(Object owner, Kind kind, boolean isLoose) {

  /** What has the name. */
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }
}
