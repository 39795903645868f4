/** Not for tests: accounts, clients, codes, tokens, sessions and records of one local Zoho. */
@NullMarked
package io.github.zohooauth.localzoho.internal.state;

import org.jspecify.annotations.NullMarked;
