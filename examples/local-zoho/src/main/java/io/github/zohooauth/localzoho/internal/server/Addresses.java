package io.github.zohooauth.localzoho.internal.server;

import java.net.URI;

/** Where a server is reached: on a loopback port, or under its real name behind the TLS front. */
public interface Addresses {
  URI of(Place place);
}
