/** Many owners that are asked for at once, in a process of their own. */
@NullMarked
package io.github.zohooauth.examples.benchmarks.owners;

import org.jspecify.annotations.NullMarked;
