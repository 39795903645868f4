package io.github.zohooauth.examples.spring;

import io.github.zohooauth.TokenListener;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client and its store: all that an application needs of zoho-oauth. */
@Configuration(proxyBeanMethods = false)
class ZohoConfiguration {

  /**
   * The pool itself and no proxy that takes part in transactions: a rollback would lose a token.
   */
  @Bean
  JdbcTokenStore tokenStore(DataSource dataSource) {
    JdbcTokenStore store = JdbcTokenStore.of(dataSource);
    store.createSchema(); // or by Flyway, with the script that is in the store's jar
    return store;
  }

  /**
   * Spring closes it with the context: a renewal under way is brought to its end.
   *
   * @param clock for tests that move it; otherwise there is none
   */
  @Bean
  ServerClient zoho(
      ZohoProperties properties,
      TokenStore store,
      TokenListener listener,
      ObjectProvider<InstantSource> clock) {
    ServerClient.Builder zoho =
        ServerClient.builder()
            .clientId(properties.clientId())
            .clientSecret(properties.clientSecret())
            .dataCenter(properties.home())
            .redirectUri(properties.redirectUri())
            .tokenStore(store)
            .listener(listener);
    clock.ifAvailable(zoho::clock);
    return zoho.build();
  }
}
