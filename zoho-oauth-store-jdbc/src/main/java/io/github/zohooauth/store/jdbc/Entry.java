package io.github.zohooauth.store.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * What is written under a key.
 *
 * @param keyText the key in clear; null if the payload is not in clear either
 * @param payload the record as the codec wrote it
 * @param writerClock this host's number, as {@link WriterClock} makes it
 */
record Entry(@Nullable String keyText, String payload, long writerClock) {}
