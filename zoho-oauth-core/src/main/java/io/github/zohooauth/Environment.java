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
  PRODUCTION,
  /** A copy of the organization to test configuration in. */
  SANDBOX,
  /** An organization of its own for building extensions. */
  DEVELOPER
}
