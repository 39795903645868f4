package io.github.zohooauth.localzoho.internal.state;

/** What a poll hears (5.2). */
public enum DeviceFeedback {
  AUTHORIZATION_PENDING,
  SLOW_DOWN,
  OTHER_DC,
  ACCESS_DENIED,
  EXPIRED,
  /** The device code is used up already. */
  INVALID_CODE,
  GRANTED
}
