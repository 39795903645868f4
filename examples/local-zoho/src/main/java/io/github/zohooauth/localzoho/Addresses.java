package io.github.zohooauth.localzoho;

import java.net.URI;

/** Where a server is reached: on a loopback port, or under its real name behind the TLS front. */
interface Addresses {
  URI of(Place place);
}
