/** Holds the local Zoho against the protocol notes, section by section, with plain HTTP. */
@NullMarked
package io.github.zohooauth.localzoho;

import org.jspecify.annotations.NullMarked;
