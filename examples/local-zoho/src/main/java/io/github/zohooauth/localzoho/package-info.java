/**
 * A stand-in for Zoho Accounts and a few product APIs, on loopback ports of this machine. Numbers
 * such as 2.3 in this package name sections of the project's notes on Zoho's protocol.
 */
@NullMarked
package io.github.zohooauth.localzoho;

import org.jspecify.annotations.NullMarked;
