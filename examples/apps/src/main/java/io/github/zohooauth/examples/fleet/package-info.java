/** Many processes, one store: however many ask when the token expires, one of them renews it. */
@NullMarked
package io.github.zohooauth.examples.fleet;

import org.jspecify.annotations.NullMarked;
