package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.contract.TokenStoreContract;
import io.github.zohooauth.store.TokenStore;

/** The contract of token stores, on one database. */
abstract class JdbcContract extends TokenStoreContract {

  private final Database db;
  private final String table = Database.nextTable();

  JdbcContract(Database db) {
    this.db = db;
  }

  @Override
  protected TokenStore store() {
    JdbcTokenStore store = db.builder().table(table).build();
    store.createSchema();
    return store;
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return db.builder().table(table).build();
  }

  @Override
  protected boolean sharesLeases() {
    return true;
  }
}
