package io.github.zohooauth.examples.ownstore;

import io.github.zohooauth.contract.TokenStoreContract;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract, on the store that the parameter {@code store} names. */
@ExtendWith(AnyStoreContract.StoreName.class)
class AnyStoreContract extends TokenStoreContract {

  static final class StoreName implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return true;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context.getConfigurationParameter("store").orElseThrow();
    }
  }

  private final KeyValueServer server = new KeyValueServer();
  private final String type;

  AnyStoreContract(String type) {
    this.type = type;
  }

  @Override
  protected TokenStore store() {
    return OtherJvm.open(AnyStoreContract.class.getClassLoader(), type, server);
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return OtherJvm.open(type, server);
  }

  @Override
  protected boolean cutOff(TokenStore store) {
    server.stop();
    return true;
  }

  @Override
  protected TokenStore.Lease leaseTaken(Duration ago, TokenStore store, TokenKey key) {
    TokenStore.Lease lease = store.tryLease(key).orElseThrow();
    server.pass(ago);
    return lease;
  }
}
