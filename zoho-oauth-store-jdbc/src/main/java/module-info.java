/** Keeps tokens in a database that many hosts may share. */
module io.github.zohooauth.store.jdbc {
  requires transitive io.github.zohooauth;
  requires transitive java.sql;
  requires static org.jspecify;

  exports io.github.zohooauth.store.jdbc;
}
