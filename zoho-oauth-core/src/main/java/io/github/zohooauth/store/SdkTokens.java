package io.github.zohooauth.store;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.text.Require;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the official Zoho SDKs stored, to be moved into a {@link TokenStore}, so that users need not
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
  private final Predicate<? super Row> filter;
  private final Function<? super Row, ? extends @Nullable TokenOwner> owners;
  private final @Nullable Function<? super Row, DataCenter> dataCenters;
  private final boolean replacing;
  private final InstantSource clock;

  private SdkTokens(
      List<SdkRow> rows,
      Predicate<? super Row> filter,
      Function<? super Row, ? extends @Nullable TokenOwner> owners,
      @Nullable Function<? super Row, DataCenter> dataCenters,
      boolean replacing,
      InstantSource clock) {
    this.rows = rows;
    this.filter = filter;
    this.owners = owners;
    this.dataCenters = dataCenters;
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
    return new SdkTokens(
        List.copyOf(numbered), row -> true, Row::owner, null, false, InstantSource.system());
  }

  /**
   * Returns a copy with only the rows that the predicate accepts.
   *
   * <p>The others are in neither list of the outcome. A row of which nothing can be read stays.
   */
  public SdkTokens filter(Predicate<? super Row> filter) {
    Objects.requireNonNull(filter, "filter");
    Predicate<Row> both = row -> this.filter.test(row) && filter.test(row);
    return new SdkTokens(rows, both, owners, dataCenters, replacing, clock);
  }

  /**
   * Returns a copy that asks this function whose token a row is, instead of {@link Row#owner}.
   *
   * @param owners returns null for a row to skip
   */
  public SdkTokens owners(Function<? super Row, ? extends @Nullable TokenOwner> owners) {
    Objects.requireNonNull(owners, "owners");
    return new SdkTokens(rows, filter, owners, dataCenters, replacing, clock);
  }

  /**
   * Returns a copy that asks this function for the data center of each row that does not tell its
   * own; by default all of these are of the one that is given to the import.
   */
  public SdkTokens dataCenters(Function<? super Row, DataCenter> dataCenters) {
    Objects.requireNonNull(dataCenters, "dataCenters");
    return new SdkTokens(rows, filter, owners, dataCenters, replacing, clock);
  }

  /** Returns a copy that also takes the place of records which the store has already. */
  public SdkTokens replacing() {
    return new SdkTokens(rows, filter, owners, dataCenters, true, clock);
  }

  /** Returns a copy for tests and simulations, whose only clock is this one. */
  public SdkTokens clock(InstantSource clock) {
    Objects.requireNonNull(clock, "clock");
    return new SdkTokens(rows, filter, owners, dataCenters, replacing, clock);
  }

  /**
   * Puts each owner's token into the store; what the store has already stays as it is.
   *
   * <p>No owner is guessed. A row that names no user is skipped. So are rows of one owner with
   * different refresh tokens, as the versions before 5.0 have them for each organization of one
   * e-mail address. Of several rows of a user's name in later versions, the one that was renewed
   * last is taken. An access token comes along if it lives and its row tells the API domain.
   *
   * @param dataCenter where those tokens are from whose row does not tell
   * @return which row became which record, and which were skipped; keep what the SDK stored until
   *     none of these is needed
   * @throws TokenStoreException if the store fails; what was imported stays, and a second import
   *     goes on
   */
  public Outcome importInto(TokenStore store, DataCenter dataCenter) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    Objects.requireNonNull(store, "store");
    SdkImport all = new SdkImport();
    rows.forEach(row -> offer(row, dataCenter, all));
    return all.into(store, replacing);
  }

  private void offer(SdkRow row, DataCenter usual, SdkImport all) {
    SdkPlace place = SdkPlace.of(row, SdkPlace.known(usual));
    Row named = row.named(place);
    if (!row.isDamaged() && !filter.test(named)) {
      return;
    }
    Optional<String> refusal = row.refusal();
    if (refusal.isPresent()) {
      all.skip(row, refusal.get());
      return;
    }
    DataCenter dataCenter = place.dataCenter();
    if (dataCenter == null) {
      dataCenter =
          dataCenters == null
              ? usual
              : Require.returned("dataCenters: " + named, dataCenters.apply(named));
      place = SdkPlace.of(row, List.of(dataCenter)); // it may be one of the application's own
      named = row.named(place);
    }
    TokenOwner owner = owners.apply(named);
    if (owner == null) {
      all.skip(
          row,
          named.user() == null
              ? "it names no user: name its owner by the row's id in owners(...)"
              : "owners(...) names no owner for it");
      return;
    }
    StoredToken token =
        row.token(dataCenter, place.apiDomain(), Require.returned("clock", clock.instant()));
    TokenKey key = new TokenKey(named.clientId(), owner);
    all.add(new SdkImport.Candidate(row, named, key, token));
  }

  /** Returns how many rows there are. */
  @Override
  public String toString() {
    return "SdkTokens[" + rows.size() + " rows]";
  }

  /**
   * What a row tells of its owner, and no secret.
   *
   * @param number of the row, from 1 and without the line that names the columns
   * @param id by which the SDK finds it, or null; {@link #toString} leaves out its end where some
   *     versions wrote the refresh token's
   * @param user the user's name or e-mail address, or null
   * @param organization the ID of the user's organization, or null if the row does not tell
   * @param clientId the client ID; empty if the row has none
   * @param dataCenter as far as the row tells, else null
   * @param environment as far as the row tells, else null
   */
  public record Row(
      int number,
      @Nullable String id,
      @Nullable String user,
      @Nullable String organization,
      String clientId,
      @Nullable DataCenter dataCenter,
      @Nullable Environment environment) {

    /**
     * Returns the user as the owner, with the organization, and the environment if it is not
     * production; null if the row names no user.
     */
    public @Nullable TokenOwner owner() {
      Environment other = environment == Environment.PRODUCTION ? null : environment;
      return user == null ? null : new TokenOwner(user, organization, other);
    }

    /** Returns one line with all but the end of a refresh token in the id. */
    @Override
    public String toString() {
      return "Row[number=%d, id=%s, user=%s, organization=%s, clientId=%s, dataCenter=%s, environment=%s]"
          .formatted(
              number,
              SdkRow.shownId(id),
              SdkRow.shown(user),
              organization,
              SdkRow.shown(clientId),
              dataCenter == null ? null : dataCenter.location(),
              environment);
    }
  }

  /**
   * What came of an import.
   *
   * @param imported the rows that were stored, in their order
   * @param skipped the rows that were not, in their order
   */
  public record Outcome(List<Imported> imported, List<Skipped> skipped) {

    /** Copies. */
    public Outcome {
      imported = List.copyOf(imported);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * A row that was imported.
   *
   * @param row what it tells
   * @param key under which its token is stored
   */
  public record Imported(Row row, TokenKey key) {}

  /**
   * A row that was not imported.
   *
   * @param number of the row, from 1 and without the line that names the columns
   * @param id by which the SDK finds it, or null
   * @param user the user's name or e-mail address as the SDK wrote it, or null
   * @param why in words; never a secret
   */
  public record Skipped(int number, @Nullable String id, @Nullable String user, String why) {

    /** Returns one line with all but the end of a refresh token in the id. */
    @Override
    public String toString() {
      return "Skipped[number=%d, id=%s, user=%s, why=%s]"
          .formatted(number, SdkRow.shownId(id), SdkRow.shown(user), why);
    }
  }
}
