package io.github.zohooauth.internal.text;

import java.lang.System.Logger;

/**
 * The library's log, made when there is something to say: that alone takes a new program as long as
 * a tenth of all else to its first token.
 */
public final class Log {

  public static final Logger LOG = System.getLogger("io.github.zohooauth");

  private Log() {}
}
