package io.github.zohooauth.examples.cli.doctor;

import java.util.Set;

/** One question about a set-up. */
interface Check {

  /** Returns the name that people read. */
  String name();

  /** Returns the names of the checks that have to pass first. */
  Set<String> needs();

  /** Answers it. A failure that is thrown is a finding, too. */
  Finding examine(SetUp setUp);

  /** Returns the finding that all is well. */
  default Finding ok(String found) {
    return new Finding(name(), Outcome.OK, found, "");
  }

  /** Returns the finding that it works for now. */
  default Finding warn(String found, String advice) {
    return new Finding(name(), Outcome.WARN, found, advice);
  }

  /** Returns the finding that it cannot work, and what to do. */
  default Finding fail(String found, String advice) {
    return new Finding(name(), Outcome.FAIL, found, advice);
  }
}
