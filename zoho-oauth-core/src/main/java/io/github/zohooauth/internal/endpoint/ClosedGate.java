package io.github.zohooauth.internal.endpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a gate that is closed, because the accounts server fails.
 *
 * @param failingSince when the first call failed since the latest success
 * @param refuses whether a renewal would be refused now, and not sent as the probe
 * @param probeAt when the next probe may pass; null while one is in progress
 */
public record ClosedGate(Instant failingSince, boolean refuses, @Nullable Instant probeAt) {}
