package io.github.zohooauth.store.jdbc;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of token stores on every engine; the servers start while the others are tested. */
class ContractTest {

  @BeforeAll
  static void start() {
    Servers.start();
  }

  @Nested
  class OnH2 extends JdbcContract {
    OnH2() {
      super(Db.H2);
    }
  }

  @Nested
  class OnHsqldb extends JdbcContract {
    OnHsqldb() {
      super(Db.HSQLDB);
    }
  }

  @Nested
  class OnDerby extends JdbcContract {
    OnDerby() {
      super(Db.DERBY);
    }
  }

  @Nested
  class OnSqlite extends JdbcContract {
    OnSqlite() {
      super(Db.SQLITE);
    }
  }

  @Nested
  class OnPostgres extends JdbcContract {
    OnPostgres() {
      super(Db.POSTGRESQL);
    }
  }

  @Nested
  class OnMariaDb extends JdbcContract {
    OnMariaDb() {
      super(Db.MARIADB);
    }
  }

  @Nested
  class OnMariaDbByTheDriverOfMySql extends JdbcContract {
    OnMariaDbByTheDriverOfMySql() {
      super(Db.MYSQL_DRIVER);
    }
  }
}
