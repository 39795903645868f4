package io.github.zohooauth;

import java.lang.System.Logger;

/**
 * The library's log, made when there is something to say: that alone takes a new program as long as
 * a tenth of all else to its first token.
 */
final class Log {

  static final Logger LOG = System.getLogger("io.github.zohooauth");

  private Log() {}
}
