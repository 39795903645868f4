package io.github.zohooauth.internal.text;

import java.lang.System.Logger;

/**
 * The library's logger. It is created at the first log line: creating it takes a tenth of the time
 * to a program's first token.
 */
public final class Log {

  public static final Logger LOG = System.getLogger("io.github.zohooauth");

  private Log() {}
}
