package io.github.zohooauth.localzoho.protocol;

/** The switches of how product APIs refuse what is not about the token (sections 11 and 11.1). */
public sealed interface ApiSwitch extends Switch {
  /**
   * 11.1: WorkDrive's answer for a folder that is deleted or unknown; a fresh token gets it, too.
   */
  enum UnknownFolder implements ApiSwitch {
    UNAUTHORIZED_401,
    NOT_FOUND_404
  }

  /** 11.1: WorkDrive's answer to a missing scope; at times only the reason phrase names it. */
  enum WorkDriveScope implements ApiSwitch {
    F7007,
    EMPTY_BODY
  }

  /** 11: the HTTP status of {@code code} 57 of Books; one report has 400. */
  enum BooksNotAuthorized implements ApiSwitch {
    UNAUTHORIZED_401,
    BAD_REQUEST_400
  }

  /** 11.1: Cliq's answer to a missing scope. */
  enum CliqScope implements ApiSwitch {
    UNAUTHORIZED_401,
    FORBIDDEN_403,
    SCOPE_MISMATCH_401
  }

  /** 11.1: the HTTP status of Desk's answer to a missing scope or another organization. */
  enum DeskMismatch implements ApiSwitch {
    FORBIDDEN_403,
    UNAUTHORIZED_401
  }
}
