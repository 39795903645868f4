package io.github.zohooauth.internal.transport;

import java.net.http.HttpClient;
import java.util.Arrays;

/**
 * Finds out whether the JDK would send a request without its {@code Authorization} header.
 *
 * <p>JDK 17 removes that header if the client has an {@link java.net.Authenticator}. This happens
 * even if the Authenticator is for proxies only. No option restores it. JDK 25 sends the header.
 */
public final class DroppedHeader {

  private static final boolean DROPPED = isDropped();

  private DroppedHeader() {}

  /** Returns whether this client leaves the header out. */
  static boolean by(HttpClient http) {
    return DROPPED && http.authenticator().isPresent();
  }

  /**
   * Returns the message about a client that leaves the header out.
   *
   * @param unsent the sentence that says what was not sent
   */
  public static String message(String option, String unsent) {
    return option
        + ": has an Authenticator, and the HTTP client of this JDK then leaves out the Authorization"
        + " header. "
        + unsent
        + " Use a JDK that sends it, such as 25, or an HttpClient without an Authenticator.";
  }

  /**
   * Refuses a client that would send requests without the header.
   *
   * @throws IllegalArgumentException if this client leaves the header out
   */
  public static void refuse(String option, HttpClient http) {
    if (by(http)) {
      throw new IllegalArgumentException(
          message(option, "Nothing was sent.")
              + " To a proxy, each request can carry a Proxy-Authorization header instead.");
    }
  }

  /**
   * Looks for the JDK's method that removes the header. The version of the JDK is not enough,
   * because a later release of any version may have the fix.
   */
  private static boolean isDropped() {
    try {
      Class<?> filters =
          Class.forName(
              "jdk.internal.net.http.common.Utils", false, HttpClient.class.getClassLoader());
      return Arrays.stream(filters.getMethods())
          .anyMatch(method -> method.getName().equals("CONTEXT_RESTRICTED"));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
