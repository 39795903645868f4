/** Fakes for the tests of applications: a token provider, a sign-in, and what it says of a user. */
@NullMarked
package io.github.zohooauth.testing;

import org.jspecify.annotations.NullMarked;
