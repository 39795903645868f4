package io.github.zohooauth.localzoho;

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
    return switch (environment) {
      case PRODUCTION -> API;
      case SANDBOX -> SANDBOX_API;
      case DEVELOPER -> DEVELOPER_API;
    };
  }
}
