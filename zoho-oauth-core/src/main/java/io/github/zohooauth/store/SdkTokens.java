package io.github.zohooauth.store;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Imports the tokens of the official Zoho SDKs into a {@link TokenStore}. Users need not authorize
 * again.
 *
 * <p>Stop the program that uses the SDK first, because two programs must not renew the same token.
 * The store modules read the SDK's file and its table. For rows of a custom store of the SDK, use
 * {@link #of}. Immutable and thread-safe.
 *
 * @see <a href="https://github.com/zoho/zohocrm-java-sdk-8.0#token-persistence">The SDK: token
 *     persistence</a>
 */
public final class SdkTokens {

  /** The length of a UUID. Tokens are longer. */
  private static final int LONGEST_ID = 36;

  final List<SdkRow> rows;
  final Predicate<? super Row> filter;
  final Function<? super Row, ? extends @Nullable TokenOwner> owners;
  final @Nullable Function<? super Row, DataCenter> dataCenters;
  final InstantSource clock;

  private SdkTokens(
      List<SdkRow> rows,
      Predicate<? super Row> filter,
      Function<? super Row, ? extends @Nullable TokenOwner> owners,
      @Nullable Function<? super Row, DataCenter> dataCenters,
      InstantSource clock) {
    this.rows = rows;
    this.filter = filter;
    this.owners = owners;
    this.dataCenters = dataCenters;
    this.clock = clock;
  }

  /**
   * Returns the tokens in these rows.
   *
   * @param rows the rows in the SDK's order, each with the SDK's column names, such as {@code
   *     refresh_token}; columns may be absent, and the client secret is not read
   */
  public static SdkTokens of(List<? extends Map<String, String>> rows) {
    List<SdkRow> numbered = new ArrayList<>();
    rows.forEach(row -> numbered.add(SdkRow.of(numbered.size() + 1, row)));
    return new SdkTokens(
        List.copyOf(numbered), row -> true, Row::owner, null, InstantSource.system());
  }

  /**
   * Returns a copy with only the rows that the predicate accepts.
   *
   * <p>The other rows are in neither list of the outcome. An unreadable row is always kept.
   */
  public SdkTokens filter(Predicate<? super Row> filter) {
    Objects.requireNonNull(filter, "filter");
    Predicate<Row> both = row -> this.filter.test(row) && filter.test(row);
    return new SdkTokens(rows, both, owners, dataCenters, clock);
  }

  /**
   * Returns a copy that gets the owner of a row from this function, instead of {@link Row#owner}.
   *
   * @param owners returns null for a row to skip
   */
  public SdkTokens owners(Function<? super Row, ? extends @Nullable TokenOwner> owners) {
    return new SdkTokens(
        rows, filter, Objects.requireNonNull(owners, "owners"), dataCenters, clock);
  }

  /**
   * Returns a copy with a function for the data center of each row that does not name its own.
   *
   * <p>By default such rows belong to the data center that is given to the import.
   */
  public SdkTokens dataCenters(Function<? super Row, DataCenter> dataCenters) {
    Objects.requireNonNull(dataCenters, "dataCenters");
    return new SdkTokens(rows, filter, owners, dataCenters, clock);
  }

  /** Returns a copy that uses only this clock, for tests and simulations. */
  public SdkTokens clock(InstantSource clock) {
    return new SdkTokens(rows, filter, owners, dataCenters, Objects.requireNonNull(clock, "clock"));
  }

  /**
   * Puts each owner's token into the store. Existing records of the store stay unchanged.
   *
   * <p>No owner is guessed. A row without a user is skipped. Rows of one owner with different
   * refresh tokens are skipped, too. Versions before 5.0 wrote them for several organizations of
   * one e-mail address. If a later version has several rows of one user name, the one that was
   * renewed last is imported. An access token is imported if it has not expired and its row names
   * the API domain.
   *
   * @param dataCenter the data center of the rows that do not name one
   * @return the imported rows with their keys, and the skipped rows; keep the SDK's file or table
   *     until no skipped row is needed
   * @throws TokenStoreException if the store fails; imported records stay, and a second import
   *     continues
   */
  public Outcome importInto(TokenStore store, DataCenter dataCenter) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    Objects.requireNonNull(store, "store");
    return new SdkImport(this, dataCenter).into(store);
  }

  /** Returns an id on one line, without the end of a refresh token. */
  private static String shownId(@Nullable String id) {
    if (id != null && id.length() > LONGEST_ID) {
      return "..."; // it may be a whole token
    }
    Matcher parts = SdkRow.ID_WITH_TAIL.matcher(id == null ? "" : id);
    return shown(parts.matches() ? parts.group(1) + "..." : id);
  }

  /** Returns a text of the row on one line, because a user may have chosen it. */
  private static String shown(@Nullable String text) {
    return String.valueOf(text).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }

  /** Returns the number of rows. */
  @Override
  public String toString() {
    return "SdkTokens[" + rows.size() + " rows]";
  }

  /**
   * The owner that a row names, without secrets.
   *
   * @param number the row's number, from 1, not counting the header line
   * @param id the SDK's id of the row, or null; {@link #toString} hides its end, which may be the
   *     end of a refresh token
   * @param user the user's name or e-mail address, or null
   * @param organization the ID of the user's organization, or null if the row does not name it
   * @param clientId the client ID; empty if the row has none
   * @param dataCenter the data center, or null if the row does not name it
   * @param environment the environment, or null if the row does not name it
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
     * Returns the owner with user and organization; null if the row names no user.
     *
     * <p>The environment is left out if it is production.
     */
    public @Nullable TokenOwner owner() {
      Environment other = environment == Environment.PRODUCTION ? null : environment;
      return user == null ? null : new TokenOwner(user, organization, other);
    }

    /** Returns one line. The end of the id is hidden if it may be the end of a refresh token. */
    @Override
    public String toString() {
      return "Row[number=%d, id=%s, user=%s, organization=%s, clientId=%s, dataCenter=%s, environment=%s]"
          .formatted(
              number,
              shownId(id),
              shown(user),
              organization,
              shown(clientId),
              dataCenter == null ? null : dataCenter.location(),
              environment);
    }
  }

  /**
   * The result of an import.
   *
   * @param imported the rows that were stored, in their order
   * @param skipped the rows that were not stored, in their order
   */
  public record Outcome(List<Imported> imported, List<Skipped> skipped) {

    /** Copies the lists. */
    public Outcome {
      imported = List.copyOf(imported);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * A row that was imported.
   *
   * @param row the row
   * @param key the key of its stored token
   */
  public record Imported(Row row, TokenKey key) {}

  /**
   * A row that was not imported.
   *
   * @param number the row's number, from 1, not counting the header line
   * @param id the SDK's id of the row, or null
   * @param user the user's name or e-mail address as the SDK wrote it, or null
   * @param why the reason in words; never a secret
   */
  public record Skipped(int number, @Nullable String id, @Nullable String user, String why) {

    /** Returns one line. The end of the id is hidden if it may be the end of a refresh token. */
    @Override
    public String toString() {
      return "Skipped[number=%d, id=%s, user=%s, why=%s]"
          .formatted(number, shownId(id), shown(user), why);
    }
  }
}
