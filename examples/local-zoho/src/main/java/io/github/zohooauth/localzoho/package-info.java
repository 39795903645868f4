/** A stand-in for Zoho Accounts and a few product APIs, on loopback ports of this machine. */
@NullMarked
package io.github.zohooauth.localzoho;

import org.jspecify.annotations.NullMarked;
