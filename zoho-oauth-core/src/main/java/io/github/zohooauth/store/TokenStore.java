package io.github.zohooauth.store;

import io.github.zohooauth.TokenStoreException;
import java.util.Optional;

/**
 * A store that keeps tokens between runs and shares them between processes.
 *
 * <p>A store implements three methods. If several processes share it, it also overrides {@link
 * #tryLease}, so that only one process renews. The library does all waiting: no method waits for
 * another renewal. Implementations are thread-safe. They throw {@link TokenStoreException} if they
 * cannot read or write, without a secret in its message.
 *
 * <p>A client makes one call at a time for each key. A call that does not return holds up its own
 * key only, but at most 64 may hang at a time: give the calls a timeout.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.4">RFC 6749, section 10.4</a>
 */
public interface TokenStore {

  /**
   * Returns the record that is stored under the key.
   *
   * @return the record; empty only if there is none
   * @throws TokenStoreException if there is, or may be, a record that cannot be read
   */
  Optional<StoredToken> load(TokenKey key);

  /**
   * Stores the record in place of any other under the key, also while a lease on it is held.
   *
   * <p>It does not wait for the holder of the lease. {@link Lease#replace} then writes nothing and
   * returns false, because its holder has read an earlier record. A store may also end the lease,
   * so that the next one can be taken at once.
   *
   * <p>On return the record is as durable as the store promises.
   *
   * <p>After an exception the client loads the record once. If the record is there, the save has
   * succeeded.
   *
   * @throws TokenStoreException if the record was not stored, or if this is unknown; if it was not
   *     stored, the previous record is unchanged
   */
  void save(TokenKey key, StoredToken token);

  /**
   * Removes the record under the key, if there is one. For the holder of a lease on it, this is as
   * {@link #save}.
   *
   * @throws TokenStoreException if the record could not be removed
   */
  void delete(TokenKey key);

  /**
   * Takes the right to renew the token under the key, without waiting.
   *
   * <p>If another holder has it, a waiting client asks again after 50 to 150 milliseconds. A lease
   * that is not given back ends 25 seconds after it was taken, by a clock that all processes share.
   * A shorter one could end during the call to Zoho. If its holder is killed, one without an end
   * stops all renewals of its key. A lock that the operating system frees when the process dies
   * needs no other end.
   *
   * <p>The default excludes renewals through the same store object within this JVM.
   *
   * @return the lease; empty only if another holder has it
   * @throws TokenStoreException if the store cannot be read or written
   */
  default Optional<Lease> tryLease(TokenKey key) {
    return Lease.withinThisJvm(this, key);
  }

  /** Returns a new store that keeps tokens in memory until the program ends. */
  static ListableTokenStore inMemory() {
    return new InMemoryTokenStore();
  }

  /**
   * The right to renew one token. Thread-safe, because any thread may close it.
   *
   * <p>It is lost if it ends; a store may also end it if another saves or deletes the record. A
   * holder that continues later writes nothing with it, and does not end the lease of the next one.
   */
  interface Lease extends AutoCloseable {

    /**
     * Takes a lease that excludes other holders in this JVM, per store object and key.
     *
     * <p>It is for stores that no other process shares. Clients that share the store object do not
     * overwrite each other's updates. A store that other code writes to should override {@link
     * TokenStore#tryLease}.
     *
     * @return the lease; empty if another holder has it
     */
    static Optional<Lease> withinThisJvm(TokenStore store, TokenKey key) {
      return JvmLease.tryTake(store, key);
    }

    /** Returns the present record; empty if there is none. */
    Optional<StoredToken> current();

    /**
     * Stores the next record, unless the record was changed since {@link #current}.
     *
     * @return false if nothing was written, because the lease is lost or the record was saved or
     *     deleted by another
     * @throws TokenStoreException if it could not be stored
     */
    boolean replace(StoredToken next);

    /** Gives the lease back. Idempotent; may be called from any thread; never throws. */
    @Override
    void close();
  }
}
