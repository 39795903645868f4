package io.github.zohooauth.localzoho.internal.server;

import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.util.Objects;

/** One server: what it does, and in which data center. */
public record Place(ServerRole role, String location) {

  /** Returns where the APIs of a data center are for tokens of one environment. */
  public static Place ofApi(CrmEnvironment environment, String location) {
    ServerRole role =
        switch (Objects.requireNonNull(environment, "environment is null")) {
          case PRODUCTION -> ServerRole.API;
          case SANDBOX -> ServerRole.SANDBOX_API;
          case DEVELOPER -> ServerRole.DEVELOPER_API;
        };
    return new Place(role, location);
  }
}
