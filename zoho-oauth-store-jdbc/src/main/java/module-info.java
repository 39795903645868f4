/** Tokens kept in a database and shared by many hosts. Not built yet. */
module io.github.zohooauth.store.jdbc {
  requires transitive io.github.zohooauth;
  requires transitive java.sql;
  requires static org.jspecify;
}
