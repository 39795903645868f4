package io.github.zohooauth.localzoho.protocol;

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
  CATALYST,
  SHOW
}
