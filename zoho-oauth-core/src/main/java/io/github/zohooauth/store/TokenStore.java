package io.github.zohooauth.store;

import io.github.zohooauth.TokenStoreException;
import java.util.Optional;

/**
 * Where tokens are kept between runs, and shared between processes.
 *
 * <p>Three methods make a store. One that several processes share also overrides {@link #tryLease},
 * so that one of them renews and the others wait. All waiting is done outside: no method waits for
 * another renewal. Implementations are thread-safe, and throw {@link TokenStoreException}, without
 * a secret in its message, when they cannot read or write.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.4">RFC 6749, section 10.4</a>
 */
public interface TokenStore {

  /**
   * Returns what is stored under the key.
   *
   * @return the record; empty only if there is none
   * @throws TokenStoreException if there is one, or may be one, that cannot be read
   */
  Optional<StoredToken> load(TokenKey key);

  /**
   * Stores the record in place of any other under the key, and breaks any lease on it.
   *
   * <p>On return it is as durable as the store promises.
   *
   * <p>After an exception the client loads the record once. If it is there, the save has worked.
   *
   * @throws TokenStoreException if it could not be stored, or if that is not known; otherwise what
   *     was there before is untouched
   */
  void save(TokenKey key, StoredToken token);

  /**
   * Removes what is stored under the key, and breaks any lease on it; absent is fine.
   *
   * @throws TokenStoreException if it could not be removed
   */
  void delete(TokenKey key);

  /**
   * Takes the right to renew the token under the key, without waiting for whoever has it.
   *
   * <p>The default excludes renewals through the same store object within this JVM.
   *
   * @return the lease; empty if another has it
   * @throws TokenStoreException if the store cannot be read or written
   */
  default Optional<Lease> tryLease(TokenKey key) {
    return Lease.withinThisJvm(this, key);
  }

  /** Returns a new store that keeps tokens in memory, for as long as the program runs. */
  static TokenStore inMemory() {
    return new InMemoryTokenStore();
  }

  /** The right to renew one token. Thread-safe: whoever finishes the renewal may close it. */
  interface Lease extends AutoCloseable {

    /**
     * Returns the lease that one holder in this JVM has, per store object and key; for stores that
     * no other process shares.
     *
     * <p>Between it and the exchanges and revocations of clients over the same store object nothing
     * is lost; whoever writes past them should override {@link TokenStore#tryLease}.
     *
     * @return the lease; empty if another holds it
     */
    static Optional<Lease> withinThisJvm(TokenStore store, TokenKey key) {
      return JvmLease.tryTake(store, key);
    }

    /** Returns the record as it is now that the lease is held; empty if there is none. */
    Optional<StoredToken> current();

    /**
     * Stores the next record, unless something happened to it since {@link #current}.
     *
     * @return false, and nothing written, if the lease is lost, or the record was saved or deleted
     *     by someone else
     * @throws TokenStoreException if it could not be stored
     */
    boolean replace(StoredToken next);

    /** Gives the lease back; idempotent, from any thread, never throws. */
    @Override
    void close();
  }
}
