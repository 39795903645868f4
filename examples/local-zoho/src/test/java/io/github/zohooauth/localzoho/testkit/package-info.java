/** What the tests share: plain HTTP calls, which hold the local Zoho against the protocol notes. */
@NullMarked
package io.github.zohooauth.localzoho.testkit;

import org.jspecify.annotations.NullMarked;
