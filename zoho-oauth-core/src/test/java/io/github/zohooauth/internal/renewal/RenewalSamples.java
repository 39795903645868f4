package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.util.List;

/** An object of each type of a renewal that holds tokens. */
public final class RenewalSamples {

  private RenewalSamples() {}

  /** Returns objects with the tokens of this record. */
  public static List<Object> of(RenewalContext client, TokenKey key, StoredToken stored) {
    HeldToken held = HeldToken.withCheckedApiDomain(stored, null, client, key.owner());
    AccessToken rejected = held.token();
    TokenState state =
        new TokenState(held, null, null, new UnsavedHistory())
            .failed(
                Failures.of(key.clientId()).configuration("What happened."),
                new RenewalTask(
                    RenewalInput.of(client, RenewalStrategy.none(), key, TokenState.EVICTED, null),
                    false),
                client.clock());
    RenewalInput input = RenewalInput.of(client, RenewalStrategy.none(), key, state, rejected);
    AttemptCalls.RenewableRecord work =
        new AttemptCalls.RenewableRecord(
            stored, client.dataCenters().of(stored), new CallCounter(client.clock()));
    RenewalLease lease = new RenewalLease(client, key);
    return List.of(
        held,
        state,
        state.cachedFailure(),
        input,
        new RenewalTask(input, false),
        new TokenState.TokenOrRenewal(held.token(), null, null),
        new RenewalAttempt(input, lease, () -> false),
        work,
        new RenewalResultWriter(
            input, client.store().tryLease(key).orElseThrow(), work, Duration.ZERO),
        new RenewalDecision.Facts(
            stored,
            held,
            client.dataCenters().of(stored),
            true,
            client.clock().instant(),
            client.clock().elapsed(),
            null));
  }
}
