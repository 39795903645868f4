/** Rules for the classes of the three libraries, and the baseline of their public API. */
@NullMarked
package io.github.zohooauth.examples.rules;

import org.jspecify.annotations.NullMarked;
