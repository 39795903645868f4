/** Benchmarks: none yet; they come with the renewal engine. */
@NullMarked
package io.github.zohooauth.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
