package io.github.zohooauth.store;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A token store that lists the keys of its records, for an admin page or a job over all owners.
 *
 * <p>The order of the keys never changes. So a record that is saved or deleted between two pages
 * does not move the others: no other key is left out, and none comes twice. The stores of this
 * library list keys in the order of {@link TokenKey#sha256}.
 *
 * <p>A record whose key cannot be read is an error, and never left out. Implementations are
 * thread-safe.
 */
public interface ListableTokenStore extends TokenStore {

  /**
   * Returns the first keys.
   *
   * @param limit the largest number of keys, 1 or more
   * @return empty only if there is no record
   * @throws IllegalArgumentException if the limit is less than 1
   * @throws UnreadableRecordException if the key of a record cannot be read, because its encryption
   *     key is missing or a newer version wrote it
   * @throws TokenStoreException if the store cannot be read, or a record is damaged
   */
  List<TokenKey> keys(int limit);

  /**
   * Returns the next keys.
   *
   * @param after the last key of the page before; its record may have been deleted since
   * @param limit the largest number of keys, 1 or more
   * @return empty only if there are no more
   * @throws IllegalArgumentException if the limit is less than 1
   * @throws TokenStoreException as from {@link #keys(int)}
   */
  List<TokenKey> keys(TokenKey after, int limit);

  /**
   * Returns all keys. The stream reads them as it is used.
   *
   * <p>The default reads the first 100 at once, and the others by pages of 100.
   *
   * @return a stream that throws what {@link #keys(int)} throws
   * @throws TokenStoreException as from {@link #keys(int)}
   */
  default Stream<TokenKey> keys() {
    int limit = 100;
    return Stream.iterate(
            keys(limit), page -> !page.isEmpty(), page -> keys(page.get(page.size() - 1), limit))
        .flatMap(List::stream);
  }

  /**
   * Returns the keys whose owner has this user, in all organizations and environments.
   *
   * <p>The default goes through all keys.
   *
   * @throws IllegalArgumentException if the user is empty
   * @throws TokenStoreException as from {@link #keys(int)}
   */
  default List<TokenKey> keysOf(String user) {
    String name = TokenOwner.user(user).user();
    try (Stream<TokenKey> keys = keys()) {
      return keys.filter(key -> Objects.equals(name, key.owner().user())).toList();
    }
  }
}
