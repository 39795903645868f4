/** Stores that keep tokens in rows of a database. */
@NullMarked
package io.github.zohooauth.examples.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
