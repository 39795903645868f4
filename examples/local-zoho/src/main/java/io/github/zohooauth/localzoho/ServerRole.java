package io.github.zohooauth.localzoho;

import java.util.Objects;

/** What one server of a data center does. */
public enum ServerRole {
  ACCOUNTS,
  API,
  SANDBOX_API,
  DEVELOPER_API,
  ANALYTICS,
  SHOWTIME,
  DESK,
  PHONEBRIDGE,
  CLIQ,
  MAIL,
  PROJECTS,
  SPRINTS,
  CATALYST;

  static ServerRole api(CrmEnvironment environment) {
    return switch (Objects.requireNonNull(environment, "environment is null")) {
      case PRODUCTION -> API;
      case SANDBOX -> SANDBOX_API;
      case DEVELOPER -> DEVELOPER_API;
    };
  }
}
