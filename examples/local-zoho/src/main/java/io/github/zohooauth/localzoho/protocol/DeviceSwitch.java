package io.github.zohooauth.localzoho.protocol;

/** The switches of the device flow (section 5). */
public sealed interface DeviceSwitch extends Switch {
  /** 5.1, 14.2: the unit of {@code expires_in} and {@code interval} in the first answer. */
  enum Units implements DeviceSwitch {
    MILLISECONDS,
    SECONDS
  }

  /** 5.1: whether that answer has {@code verification_uri_complete}. */
  enum CompleteUri implements DeviceSwitch {
    PRESENT,
    ABSENT
  }

  /** 5.2, 14.2: how far apart polls have to be; {@code slow_down} answers those that are not. */
  enum PollPace implements DeviceSwitch {
    THIRTY_SECONDS,
    INTERVAL,
    NOT_ENFORCED
  }

  /** 5.2: whether polls of one device code at several data centers are paced together. */
  enum PacedTogether implements DeviceSwitch {
    NO,
    YES
  }

  /** 5.2, 14.2: the HTTP status of an answer that has no token yet, or never will. */
  enum FeedbackStatus implements DeviceSwitch {
    OK_200,
    BAD_REQUEST_400
  }

  /** 5.2: the name of the error once the five minutes are over; the latter is RFC 8628's. */
  enum ExpiredError implements DeviceSwitch {
    EXPIRED,
    EXPIRED_TOKEN
  }

  /** 5.2: the key beside {@code other_dc}; one client reads the latter. */
  enum OtherDataCenterKey implements DeviceSwitch {
    USER_LOCATION,
    DC
  }

  /** 5.2: when the first data center says {@code other_dc}. */
  enum OtherDataCenterWhen implements DeviceSwitch {
    SIGNED_IN,
    DECIDED
  }

  /** 2.3, 5.2: whether tokens come with an id_token if the scopes ask for one. */
  enum IdToken implements DeviceSwitch {
    PRESENT,
    ABSENT
  }
}
