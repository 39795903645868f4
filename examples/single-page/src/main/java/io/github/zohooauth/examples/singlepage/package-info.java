/** A page whose browser brings and renews the token, and the small server behind it. */
@NullMarked
package io.github.zohooauth.examples.singlepage;

import org.jspecify.annotations.NullMarked;
