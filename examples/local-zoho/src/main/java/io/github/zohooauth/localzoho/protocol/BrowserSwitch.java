package io.github.zohooauth.localzoho.protocol;

/** The switches of what comes and goes by a user's browser (sections 1.4, 2, 3, 6 and 9). */
public sealed interface BrowserSwitch extends Switch {
  /** 1.4: whether a callback names the data center; one known client falls back to the US. */
  enum DataCenterInCallback implements BrowserSwitch {
    NAMED,
    ABSENT
  }

  /** 1.4, 2.2: whether the query of a callback ends in a stray {@code &}. */
  enum CallbackEnd implements BrowserSwitch {
    STRAY_AMPERSAND,
    CLEAN
  }

  /** 2.8: whether the callback of a scope enhancement echoes {@code state}. */
  enum ScopeEnhancementState implements BrowserSwitch {
    DROPPED,
    ECHOED
  }

  /** 3: where a client-based application finds the answer; the JavaScript SDK reads both. */
  enum ImplicitAnswer implements BrowserSwitch {
    FRAGMENT,
    QUERY
  }

  /** 3: how that answer starts; an old sample has a stray {@code &} there. */
  enum ImplicitAnswerStart implements BrowserSwitch {
    CLEAN,
    STRAY_AMPERSAND
  }

  /** 3: how that answer tells access for the entire session; the JavaScript SDK reads both. */
  enum SessionGrant implements BrowserSwitch {
    GRANTED_FOR_SESSION,
    FULL_GRANT
  }

  /** 3, 14.12: the path of silent renewal. */
  enum SilentRenewalPath implements BrowserSwitch {
    OAUTH_V2_AUTH_REFRESH,
    OAUTH_V2_REFRESH
  }

  /** 6: whether a mobile client may leave out its secret; a wrong one is always refused. */
  enum MobileSecret implements BrowserSwitch {
    REQUIRED,
    OPTIONAL
  }

  /** 6, 14.8: whether the redirect URI of a mobile client may have a scheme of its own. */
  enum CustomScheme implements BrowserSwitch {
    ACCEPTED,
    REFUSED
  }

  /** 6, 14.8: whether a mobile client's loopback redirect URI must have the registered port. */
  enum LoopbackPort implements BrowserSwitch {
    EXACT,
    ANY
  }

  /** 9: how long a code lives that the user's browser brought. */
  enum CodeLife implements BrowserSwitch {
    TWO_MINUTES,
    THREE_MINUTES,
    ONE_MINUTE
  }
}
