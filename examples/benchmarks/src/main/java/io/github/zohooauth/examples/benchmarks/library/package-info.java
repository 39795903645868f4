/** The libraries that are measured, each in one file, and the floor beside them. */
@NullMarked
package io.github.zohooauth.examples.benchmarks.library;

import org.jspecify.annotations.NullMarked;
