package io.github.zohooauth.testkit;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory in which single keys hang at one of their calls until a test releases them. */
public final class HangingKeys implements TokenStore {

  /** A call of a store or of a lease. */
  public enum Call {
    LOAD,
    SAVE,
    DELETE,
    TRY_LEASE,
    CURRENT,
    REPLACE,
    CLOSE
  }

  public final TokenStore tokens = TokenStore.inMemory();
  private final Map<TokenKey, Call> hangs = new ConcurrentHashMap<>();
  private final Map<TokenKey, AtomicInteger> callsInProgress = new ConcurrentHashMap<>();
  private final Set<TokenKey> hanging = ConcurrentHashMap.newKeySet();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger loads = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Lets this key hang at its next call of this kind. */
  public void hang(TokenKey key, Call at) {
    hangs.put(key, at);
  }

  /** Returns a permit for each call that began to hang. */
  public Semaphore begun() {
    return begun;
  }

  /** Returns how many keys hang. */
  public int hanging() {
    return hanging.size();
  }

  /** Returns the largest number of calls that one key had in progress at a time. */
  public int mostOfOneKey() {
    return most.get();
  }

  /** Returns how often a record was loaded. */
  public int loads() {
    return loads.get();
  }

  /** Lets all keys go on. None hangs from now on. */
  public void release() {
    hangs.clear();
    released.countDown();
  }

  private void pass(Call call, TokenKey key) {
    AtomicInteger mine = callsInProgress.computeIfAbsent(key, k -> new AtomicInteger());
    most.accumulateAndGet(mine.incrementAndGet(), Math::max);
    try {
      if (hangs.get(key) == call) {
        hanging.add(key);
        begun.release();
        released.await();
        hanging.remove(key);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      mine.decrementAndGet();
    }
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    loads.incrementAndGet();
    pass(Call.LOAD, key);
    return tokens.load(key);
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    pass(Call.SAVE, key);
    tokens.save(key, token);
  }

  @Override
  public void delete(TokenKey key) {
    pass(Call.DELETE, key);
    tokens.delete(key);
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    pass(Call.TRY_LEASE, key);
    return tokens.tryLease(key).map(lease -> new PassedOnLease(this, key, lease));
  }

  private record PassedOnLease(HangingKeys store, TokenKey key, Lease lease) implements Lease {

    @Override
    public Optional<StoredToken> current() {
      store.pass(Call.CURRENT, key);
      return lease.current();
    }

    @Override
    public boolean replace(StoredToken next) {
      store.pass(Call.REPLACE, key);
      return lease.replace(next);
    }

    @Override
    public void close() {
      store.pass(Call.CLOSE, key);
      lease.close();
    }
  }
}
