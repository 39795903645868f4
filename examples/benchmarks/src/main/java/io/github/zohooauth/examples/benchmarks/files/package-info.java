/** Stores that keep tokens in files. */
@NullMarked
package io.github.zohooauth.examples.benchmarks.files;

import org.jspecify.annotations.NullMarked;
