/** The JDBC store: tokens in one table, which many hosts share. */
@NullMarked
package io.github.zohooauth.store.jdbc;

import org.jspecify.annotations.NullMarked;
