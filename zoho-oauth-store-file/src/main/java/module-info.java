/** Tokens kept in files that only their owner reads. */
module io.github.zohooauth.store.file {
  requires transitive io.github.zohooauth;
  requires static org.jspecify;

  exports io.github.zohooauth.store.file;
}
