/**
 * A stand-in for Zoho Accounts and a few product APIs, on loopback ports of this machine.
 *
 * <p>{@link io.github.zohooauth.localzoho.LocalZoho} starts it. The words and switches of Zoho's
 * protocol are in {@link io.github.zohooauth.localzoho.protocol}. Packages below {@code internal}
 * are not for tests, and change without notice. Null is neither taken nor given, unless the
 * documentation says so. Numbers such as 2.3 name sections of the project's notes on the protocol.
 */
@NullMarked
package io.github.zohooauth.localzoho;

import org.jspecify.annotations.NullMarked;
