package io.github.zohooauth.examples.benchmarks.owners;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.store.file.FileTokenStore;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.nio.file.Path;
import java.time.Duration;

/** The stores of this library, as a process opens them. All have expired tokens. */
public enum Stores {
  /** In memory. Its place is not used. */
  MEMORY {
    @Override
    TokenStore open(String place, int owners) {
      TokenStore store = TokenStore.inMemory();
      for (int owner = 0; owner < owners; owner++) {
        store.save(Store.key(owner), Store.token(owner));
      }
      return store;
    }
  },
  /** In memory, with a pause in each call. Its place is the duration of the pause. */
  SLOW {
    @Override
    TokenStore open(String place, int owners) {
      return new SlowStore(MEMORY.open("", owners), Duration.parse(place));
    }
  },
  /** In files. Its place is the directory. */
  FILES {
    @Override
    TokenStore open(String place, int owners) {
      return FileTokenStore.at(Path.of(place));
    }
  },
  /** In a database. Its place is the number of connections, a blank and the URL. */
  DATABASE {
    @Override
    TokenStore open(String place, int owners) {
      int blank = place.indexOf(' ');
      HikariConfig config = new HikariConfig();
      config.setMaximumPoolSize(Integer.parseInt(place.substring(0, blank)));
      config.setJdbcUrl(place.substring(blank + 1));
      return JdbcTokenStore.of(new HikariDataSource(config));
    }
  };

  /** Opens it. The records are there, unless it is in memory. */
  abstract TokenStore open(String place, int owners);
}
