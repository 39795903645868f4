package io.github.zohooauth.store.jdbc;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of token stores, on every database. The servers start in parallel to the tests. */
class ContractTest {

  @BeforeAll
  static void start() {
    DatabaseServers.start();
  }

  @Nested
  class OnH2 extends JdbcContract {
    OnH2() {
      super(Database.H2);
    }
  }

  @Nested
  class OnHsqldb extends JdbcContract {
    OnHsqldb() {
      super(Database.HSQLDB);
    }
  }

  @Nested
  class OnDerby extends JdbcContract {
    OnDerby() {
      super(Database.DERBY);
    }
  }

  @Nested
  class OnSqlite extends JdbcContract {
    OnSqlite() {
      super(Database.SQLITE);
    }
  }

  @Nested
  class OnPostgres extends JdbcContract {
    OnPostgres() {
      super(Database.POSTGRESQL);
    }
  }

  @Nested
  class OnMariaDb extends JdbcContract {
    OnMariaDb() {
      super(Database.MARIADB);
    }
  }

  @Nested
  class OnMariaDbWithMySqlDriver extends JdbcContract {
    OnMariaDbWithMySqlDriver() {
      super(Database.MYSQL_DRIVER);
    }
  }
}
