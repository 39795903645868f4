package io.github.zohooauth.examples.cli.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"zoho " + Objects.requireNonNullElse(version, "(not from a jar)")};
  }
}
