package io.github.zohooauth.store.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the table has under one key.
 *
 * @param payload the record as the codec wrote it; null if there is none yet, and the row is there
 *     for its lease alone
 * @param fence a random number that changes whenever the record is written or a lease taken
 * @param leased whether a lease was held, on the database's clock
 * @param ahead how far this host's clock was ahead of the database's
 */
record Row(@Nullable String payload, long fence, boolean leased, Duration ahead) {}
