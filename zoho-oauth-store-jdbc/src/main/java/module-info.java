/** Tokens kept in a database and shared by many hosts. */
module io.github.zohooauth.store.jdbc {
  requires transitive io.github.zohooauth;
  requires transitive java.sql;
  requires static org.jspecify;

  exports io.github.zohooauth.store.jdbc;
}
