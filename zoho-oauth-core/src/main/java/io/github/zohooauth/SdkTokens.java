package io.github.zohooauth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the official Zoho SDKs stored, to be moved into a {@link TokenStore}, so that nobody has to
 * authorize again.
 *
 * <p>Stop the program that uses the SDK first: two that renew the same token do not know of each
 * other. The store modules read the SDK's file and its table; rows that an own store of the SDK
 * kept come by {@link #of}. Immutable and thread-safe.
 *
 * @see <a href="https://github.com/zoho/zohocrm-java-sdk-8.0#token-persistence">The SDK: token
 *     persistence</a>
 */
public final class SdkTokens {

  private final List<SdkRow> rows;
  private final Function<? super Row, TokenOwner> owners;
  private final boolean replacing;
  private final InstantSource clock;

  private SdkTokens(
      List<SdkRow> rows,
      Function<? super Row, TokenOwner> owners,
      boolean replacing,
      InstantSource clock) {
    this.rows = rows;
    this.owners = owners;
    this.replacing = replacing;
    this.clock = clock;
  }

  /**
   * Returns the tokens in these rows.
   *
   * @param rows in the SDK's order, each by the SDK's names of its columns, such as {@code
   *     refresh_token}; columns may be absent, and the client secret is not looked at
   */
  public static SdkTokens of(List<? extends Map<String, String>> rows) {
    List<SdkRow> numbered = new ArrayList<>();
    rows.forEach(row -> numbered.add(SdkRow.of(numbered.size() + 1, row)));
    return new SdkTokens(List.copyOf(numbered), Row::owner, false, InstantSource.system());
  }

  /** Returns a copy that asks this function whose token a row is, instead of {@link Row#owner}. */
  public SdkTokens owners(Function<? super Row, TokenOwner> owners) {
    return new SdkTokens(rows, Objects.requireNonNull(owners, "owners"), replacing, clock);
  }

  /** Returns a copy that also takes the place of records which the store has already. */
  public SdkTokens replacing() {
    return new SdkTokens(rows, owners, true, clock);
  }

  /** Returns a copy for tests and simulations, whose only clock is this one. */
  public SdkTokens clock(InstantSource clock) {
    return new SdkTokens(rows, owners, replacing, Objects.requireNonNull(clock, "clock"));
  }

  /**
   * Puts each owner's token into the store, the one that was renewed last where the SDK has several
   * of the same owner; what the store has already stays as it is.
   *
   * @param dataCenter where those tokens are from whose row does not tell
   * @throws TokenStoreException if the store fails; what was imported stays, and a second import
   *     goes on
   */
  public Outcome importInto(TokenStore store, DataCenter dataCenter) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    TokenStore guarded = new GuardedStore(Objects.requireNonNull(store, "store"));
    List<Skipped> skipped = new ArrayList<>();
    List<TokenKey> imported = new ArrayList<>();
    for (Candidate candidate : candidates(dataCenter, skipped)) {
      candidate
          .put(guarded, replacing)
          .ifPresentOrElse(
              why -> skipped.add(candidate.row().skipped(why)),
              () -> imported.add(candidate.key()));
    }
    skipped.sort(Comparator.comparingInt(Skipped::number));
    return new Outcome(imported, skipped);
  }

  private Iterable<Candidate> candidates(DataCenter dataCenter, List<Skipped> skipped) {
    Instant now = clock.instant();
    Map<TokenKey, Candidate> candidates = new LinkedHashMap<>();
    for (SdkRow row : rows) {
      Optional<String> refusal = row.refusal();
      if (refusal.isPresent()) {
        skipped.add(row.skipped(refusal.get()));
        continue;
      }
      SdkPlace place = SdkPlace.of(row, dataCenter);
      Row named = row.named(place);
      TokenOwner owner = Objects.requireNonNull(owners.apply(named), "owners: returned null");
      TokenKey key = new TokenKey(named.clientId(), owner);
      Candidate next = new Candidate(row, key, row.token(place, now));
      Candidate before = candidates.get(key);
      if (before != null) {
        boolean later = row.expiry().compareTo(before.row().expiry()) >= 0;
        skipped.add((later ? before : next).row().skipped("another row of this owner is newer"));
        next = later ? next : before;
      }
      candidates.put(key, next);
    }
    return candidates.values();
  }

  /** A row that can be imported. */
  private record Candidate(SdkRow row, TokenKey key, StoredToken token) {

    /** Returns why it was not stored; empty if it was. */
    Optional<String> put(TokenStore store, boolean replacing) {
      if (replacing) {
        store.save(key, token);
        return Optional.empty();
      }
      Optional<TokenStore.Lease> turn = store.tryLease(key);
      if (turn.isEmpty()) {
        return Optional.of("the owner's record is in use");
      }
      try (TokenStore.Lease lease = turn.get()) {
        boolean stored = lease.current().isEmpty() && lease.replace(token);
        return stored ? Optional.empty() : Optional.of("the store has a record of this owner");
      }
    }
  }

  /** Returns how many rows there are, and none of them. */
  @Override
  public String toString() {
    return "SdkTokens[" + rows.size() + " rows]";
  }

  /**
   * What a row tells of its owner, and no secret.
   *
   * @param number of the row, from 1 and without the line that names the columns
   * @param id by which the SDK finds it, or null; some versions put the end of the refresh token
   *     into it, so that {@link #toString} leaves it out
   * @param user the user's name or e-mail address, or null
   * @param clientId the client ID
   * @param dataCenter as far as the row tells, else the one given to the import
   * @param environment as far as the row tells, else null
   */
  public record Row(
      int number,
      @Nullable String id,
      @Nullable String user,
      String clientId,
      DataCenter dataCenter,
      @Nullable Environment environment) {

    /** Returns the user as the owner, and the environment if it is not production. */
    public TokenOwner owner() {
      TokenOwner owner = user == null ? TokenOwner.unnamed() : TokenOwner.user(user);
      return environment == null || environment == Environment.PRODUCTION
          ? owner
          : owner.inEnvironment(environment);
    }

    /** Returns all but the id. */
    @Override
    public String toString() {
      return "Row[number=%d, user=%s, clientId=%s, dataCenter=%s, environment=%s]"
          .formatted(number, user, clientId, dataCenter.location(), environment);
    }
  }

  /**
   * What came of an import.
   *
   * @param imported the keys that were stored
   * @param skipped the rows that were not, in their order
   */
  public record Outcome(List<TokenKey> imported, List<Skipped> skipped) {

    /** Copies. */
    public Outcome {
      imported = List.copyOf(imported);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * A row that was not imported.
   *
   * @param number of the row, from 1 and without the line that names the columns
   * @param user the user's name or e-mail address, or null
   * @param why in words; never a secret
   */
  public record Skipped(int number, @Nullable String user, String why) {}
}
