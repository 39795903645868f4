package io.github.zohooauth.store;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.text.Require;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One import of rows. It groups the rows by owner, stores one row of each group, and lists the
 * results.
 */
final class SdkImport {

  /** A row that can be imported. */
  private record Candidate(SdkRow row, SdkTokens.Row named, TokenKey key, StoredToken token) {}

  private final Map<TokenKey, List<Candidate>> byKey = new LinkedHashMap<>();
  private final List<SdkTokens.Imported> imported = new ArrayList<>();
  private final List<SdkTokens.Skipped> skipped = new ArrayList<>();

  private final SdkTokens tokens;
  private final DataCenter usual;

  SdkImport(SdkTokens tokens, DataCenter usual) {
    this.tokens = tokens;
    this.usual = usual;
  }

  private void offer(SdkRow row) {
    SdkRow.Place place = row.place(known());
    SdkTokens.Row named = row.named(place);
    if (!row.isDamaged() && !tokens.filter.test(named)) {
      return;
    }
    Optional<String> refusal = row.refusal();
    if (refusal.isPresent()) {
      skip(row, refusal.get());
      return;
    }
    DataCenter dataCenter = place.dataCenter();
    if (dataCenter == null) {
      dataCenter =
          tokens.dataCenters == null
              ? usual
              : Require.returned("dataCenters: " + named, tokens.dataCenters.apply(named));
      place = row.place(List.of(dataCenter)); // the function may return a custom data center
      named = row.named(place);
    }
    TokenOwner owner = tokens.owners.apply(named);
    if (owner == null) {
      skip(
          row,
          named.user() == null
              ? "it names no user: name its owner by the row's id in owners(...)"
              : "owners(...) names no owner for it");
      return;
    }
    Instant now = Require.returned("clock", tokens.clock.instant());
    TokenKey key = new TokenKey(named.clientId(), owner);
    byKey
        .computeIfAbsent(key, k -> new ArrayList<>())
        .add(new Candidate(row, named, key, row.token(dataCenter, place.apiDomain(), now)));
  }

  private void skip(SdkRow row, String why) {
    skipped.add(row.skipped(why));
  }

  /** Returns all data centers. The usual one replaces the built-in one with its location. */
  private List<DataCenter> known() {
    Stream<DataCenter> others =
        DataCenter.builtIn().stream().filter(each -> !each.location().equals(usual.location()));
    return Stream.concat(Stream.of(usual), others).toList();
  }

  SdkTokens.Outcome into(TokenStore store) {
    tokens.rows.forEach(this::offer);
    for (List<Candidate> ofOneKey : byKey.values()) {
      if (isAmbiguous(ofOneKey)) {
        ofOneKey.forEach(candidate -> skip(candidate.row(), alike(candidate, ofOneKey)));
      } else {
        put(newest(ofOneKey), store);
      }
    }
    imported.sort(Comparator.comparingInt(each -> each.row().number()));
    skipped.sort(Comparator.comparingInt(SdkTokens.Skipped::number));
    return new SdkTokens.Outcome(imported, skipped);
  }

  /**
   * Returns whether the rows may belong to several organizations, which only the application knows.
   */
  private static boolean isAmbiguous(List<Candidate> ofOneKey) {
    long tokens = ofOneKey.stream().map(each -> each.token().refreshToken()).distinct().count();
    return tokens > 1 && !ofOneKey.stream().allMatch(each -> each.row().isOneOfItsUser());
  }

  private static String alike(Candidate candidate, List<Candidate> ofOneKey) {
    int first = ofOneKey.get(0).row().number();
    int other = candidate.row().number() == first ? ofOneKey.get(1).row().number() : first;
    return "row %d is of the same owner with another refresh token, such as that of another organization: name each owner by the row's id in owners(...), or leave rows out by filter(...)"
        .formatted(other);
  }

  /**
   * Returns the row that was renewed last, and skips the others. Of equal rows it is the last one.
   */
  private Candidate newest(List<Candidate> ofOneKey) {
    Candidate newest = ofOneKey.get(0);
    for (Candidate each : ofOneKey) {
      newest = each.row().expiry().isBefore(newest.row().expiry()) ? newest : each;
    }
    for (Candidate each : ofOneKey) {
      if (each.row().number() != newest.row().number()) {
        skip(each.row(), "row %d of the same owner is newer".formatted(newest.row().number()));
      }
    }
    return newest;
  }

  /** Stores the row, unless the store has a record of its owner. */
  private void put(Candidate candidate, TokenStore store) {
    Optional<TokenStore.Lease> turn = store.tryLease(candidate.key());
    if (turn.isEmpty()) {
      skip(candidate.row(), "the owner's record is in use");
      return;
    }
    try (TokenStore.Lease lease = turn.get()) {
      Optional<StoredToken> there = lease.current();
      if (there.isEmpty() && lease.replace(candidate.token())) {
        imported.add(new SdkTokens.Imported(candidate.named(), candidate.key()));
        return;
      }
      boolean same =
          there
              .map(StoredToken::refreshToken)
              .equals(Optional.ofNullable(candidate.token().refreshToken()));
      skip(
          candidate.row(),
          same ? "the store has its token already" : "the store has a record of this owner");
    }
  }
}
