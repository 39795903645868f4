package io.github.zohooauth;

/**
 * The environment of a Zoho organization that a token is bound to.
 *
 * <p>A production token cannot call a sandbox, and a sandbox token cannot call production.
 * Immutable and thread-safe.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html">Zoho CRM: hosts</a>
 */
public enum Environment {
  /** The organization's live data. */
  PRODUCTION("www"),
  /** A copy of the organization to test configuration in. */
  SANDBOX("sandbox"),
  /** An organization of its own for building extensions. */
  DEVELOPER("developer");

  /** What stands before the registrable domain in the name of the API host. */
  final String hostPrefix;

  Environment(String hostPrefix) {
    this.hostPrefix = hostPrefix;
  }
}
