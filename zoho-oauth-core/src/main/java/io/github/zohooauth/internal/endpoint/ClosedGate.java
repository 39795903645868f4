package io.github.zohooauth.internal.endpoint;

import java.time.Instant;

/**
 * The state of a gate that is closed, because the accounts server fails.
 *
 * @param failingSince when the first call failed since the latest success
 * @param refuses whether a renewal would be refused now, and not sent as the probe
 * @param probeAt when the next probe may pass. It is now if a probe is in progress, because that
 *     one can end at any time
 */
public record ClosedGate(Instant failingSince, boolean refuses, Instant probeAt) {}
