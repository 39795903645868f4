/**
 * The words of Zoho's protocol: servers, kinds of clients, requests, refusals, and a switch for
 * each point on which the sources disagree.
 */
@NullMarked
package io.github.zohooauth.localzoho.protocol;

import org.jspecify.annotations.NullMarked;
