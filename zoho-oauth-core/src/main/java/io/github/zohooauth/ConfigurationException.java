package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * The configuration has to be fixed: client ID, client secret, data center, scope or redirect URI.
 *
 * <p>Asking again without a change brings the same answer. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
public final class ConfigurationException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  ConfigurationException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  @Override
  ConfigurationException again() {
    return new ConfigurationException(problem(), getCause());
  }
}
