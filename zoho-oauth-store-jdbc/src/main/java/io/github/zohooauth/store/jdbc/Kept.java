package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.store.TokenKey;
import org.jspecify.annotations.Nullable;

/**
 * A row with a record, as a list of rows has it.
 *
 * @param hash {@link TokenKey#sha256} of its key
 * @param keyText the key in clear, if it is
 * @param payload the record as the codec wrote it
 */
record Kept(String hash, @Nullable String keyText, String payload) {}
