package io.github.zohooauth.examples.cli.doctor;

/** What came of a check. */
public enum Outcome {
  OK,
  /** It works, but it may not for long. */
  WARN,
  FAIL,
  /** An earlier check failed, so this one would blame the wrong thing. */
  SKIP
}
