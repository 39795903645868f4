/** What the proofs of all modules share. It is not published. */
@NullMarked
package io.github.zohooauth.examples.proofs;

import org.jspecify.annotations.NullMarked;
