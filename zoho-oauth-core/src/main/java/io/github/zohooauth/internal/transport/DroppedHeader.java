package io.github.zohooauth.internal.transport;

import java.net.http.HttpClient;
import java.util.Arrays;

/**
 * A request that the JDK's HTTP client would send without its {@code Authorization} header.
 *
 * <p>JDK 17 takes that header out of each request of a client that has an {@link
 * java.net.Authenticator}, even if the Authenticator knows proxies only. No option and no other
 * header brings it back. JDK 25 sends it.
 */
public final class DroppedHeader extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the message of each refusal says after the name of the option. */
  public static final String WHAT =
      "has an Authenticator, and the HTTP client of this JDK then leaves out the Authorization"
          + " header. Nothing was sent. Use a JDK that sends it, such as 25, or an HttpClient"
          + " without an Authenticator.";

  private static final boolean DROPPED = isDropped();

  private DroppedHeader() {
    super(null, null, false, false);
  }

  /** Whether this client leaves the header out. */
  static boolean by(HttpClient http) {
    return DROPPED && http.authenticator().isPresent();
  }

  /**
   * Refuses a client that would send requests without the header.
   *
   * @throws IllegalArgumentException if this client leaves the header out
   */
  public static void refuse(String option, HttpClient http) {
    if (by(http)) {
      throw new IllegalArgumentException(
          option
              + ": "
              + WHAT
              + " To a proxy, each request can carry a Proxy-Authorization header instead.");
    }
  }

  /** The failure of a call that was not sent. */
  static DroppedHeader refused() {
    return new DroppedHeader();
  }

  /**
   * Looks for the method that takes the header out. The version of the JDK does not tell: a release
   * with the mend may have any number.
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
