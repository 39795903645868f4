package io.github.zohooauth.localzoho.protocol;

/**
 * A point on which the sources about Zoho's protocol disagree or are silent. Each is an enum whose
 * first constant is what the best source documents, and its Javadoc names the section of the
 * protocol notes.
 */
public sealed interface Switch
    permits Switch.ServerInfo,
        Switch.ApiDomain,
        Switch.EnvironmentInApiDomain,
        Switch.ScopeInAnswer,
        Switch.Parameters,
        Switch.ExpiresIn,
        Switch.ScopeInRefresh,
        Switch.Revocation,
        Switch.RevocationAnswer,
        Switch.RevocationOfNothing,
        Switch.RevocationAt,
        Switch.ClientCredentialsPath,
        Switch.ScopeError,
        Switch.SoidError,
        Switch.GrantTypeError,
        Switch.NotEnabledError,
        Switch.ClientSecretErrorStatus,
        Switch.RedirectUriErrorStatus,
        Switch.ScopeErrorStatus,
        Switch.OrganizationErrorStatus,
        Switch.ThrottleAnswer,
        Switch.RetryAfter,
        Switch.ErrorDescription,
        Switch.AccessTokenLimit,
        Switch.RefreshTokenLimit,
        Switch.SpacesBetweenScopes,
        Switch.Bearer,
        Switch.ExpiredTokenCode,
        Switch.WrongEnvironment,
        Switch.DeskUnauthorized,
        ApiSwitch,
        BrowserSwitch,
        IdentitySwitch,
        DeviceSwitch,
        RateSwitch {

  /** 1.1, 1.2: the complete answer of serverinfo was not captured; {@code inec} was seen. */
  enum ServerInfo implements Switch {
    KNOWN_DATA_CENTERS,
    NAMES_INDIA_ENTERPRISE_TOO
  }

  /**
   * 1.4: the form of {@code api_domain} of a production token. On loopback ports the first form is
   * the URI of the API server there; the others are always the real {@code https} hosts.
   */
  enum ApiDomain implements Switch {
    WWW_ZOHOAPIS,
    API_ZOHO,
    PRODUCT_HOST
  }

  /** 7, 14.5: whether {@code api_domain} of a sandbox or developer token names that environment. */
  enum EnvironmentInApiDomain implements Switch {
    NAMED,
    ALWAYS_PRODUCTION
  }

  /** 2.3: whether the token response repeats the scopes. */
  enum ScopeInAnswer implements Switch {
    PRESENT,
    ABSENT
  }

  /** 2.3: where the parameters of a token call may travel. */
  enum Parameters implements Switch {
    BODY_QUERY_OR_BASIC,
    BODY_ONLY
  }

  /** 2.4: how a token response tells its life. */
  enum ExpiresIn implements Switch {
    SECONDS,
    MILLISECONDS_BESIDE_EXPIRES_IN_SEC,
    ONLY_EXPIRES_IN_SEC,
    NUMERIC_STRING,
    ABSENT
  }

  /** 2.5: whether {@code scope} in a refresh narrows the new access token. */
  enum ScopeInRefresh implements Switch {
    IGNORED,
    NARROWS
  }

  /**
   * 2.6, 14.3: which of the two forms of revocation a data center serves. The last refuses the
   * older form with the page that an unknown token gets.
   */
  enum Revocation implements Switch {
    BOTH_FORMS,
    OLDER_FORM,
    NEWER_FORM,
    OLDER_FORM_REFUSED_WITH_HTML
  }

  /** 2.6, 14.3: what the newer form of revocation answers. */
  enum RevocationAnswer implements Switch {
    STATUS_SUCCESS,
    EMPTY_BODY
  }

  /** 2.6: what revoking a token that does not exist answers, always with HTTP 400. */
  enum RevocationOfNothing implements Switch {
    HTML,
    JSON
  }

  /** 2.6: which data center revokes a token: where it lives, or where its client is registered. */
  enum RevocationAt implements Switch {
    DATA_CENTER_OF_TOKEN,
    DATA_CENTER_OF_CLIENT
  }

  /** 4.2, 14.4: the path that takes {@code client_credentials}. */
  enum ClientCredentialsPath implements Switch {
    OAUTH_V2_TOKEN,
    OAUTH_V2_AUTH
  }

  /** 4.2: the name of the error for an unknown scope. */
  enum ScopeError implements Switch {
    INVALID_SCOPE,
    INVALID_SCOPES
  }

  /** 4.2: the name of the error for a {@code soid} that names no organization of the user. */
  enum SoidError implements Switch {
    INVALID_SOID,
    INVALID_ORG
  }

  /** 8.2: what a missing or unknown {@code grant_type} answers. */
  enum GrantTypeError implements Switch {
    HTML_400,
    INVALID_CLIENT
  }

  /** 8.2: what a client hears at a data center where it was not enabled. */
  enum NotEnabledError implements Switch {
    INVALID_CLIENT,
    INVALID_CODE
  }

  /** 8.2: the HTTP status of {@code invalid_client_secret}. */
  enum ClientSecretErrorStatus implements Switch {
    OK_200,
    BAD_REQUEST_400
  }

  /** 8.2: the HTTP status of {@code invalid_redirect_uri}. */
  enum RedirectUriErrorStatus implements Switch {
    OK_200,
    BAD_REQUEST_400
  }

  /** 8.2: the HTTP status of {@code invalid_scope}, under either name. */
  enum ScopeErrorStatus implements Switch {
    OK_200,
    BAD_REQUEST_400
  }

  /** 8.2: the HTTP status of {@code missing_org_info} and of the error for a bad {@code soid}. */
  enum OrganizationErrorStatus implements Switch {
    OK_200,
    BAD_REQUEST_400
  }

  /** 8.2, 14.1: what a throttled token call answers. */
  enum ThrottleAnswer implements Switch {
    ACCESS_DENIED_200,
    ACCESS_DENIED_400,
    LOWER_CASE_ACCESS_DENIED_200
  }

  /** 14.1: whether the throttle answer has {@code Retry-After}, in seconds. */
  enum RetryAfter implements Switch {
    ABSENT,
    PRESENT
  }

  /** 8.1, 14.9: which errors come with {@code error_description}. */
  enum ErrorDescription implements Switch {
    THROTTLE_ONLY,
    EVERY_ERROR
  }

  /** 9: how many access tokens of one refresh token live at once; the oldest ends for one more. */
  enum AccessTokenLimit implements Switch {
    TEN,
    FIFTEEN,
    THIRTY
  }

  /** 9: what the 21st refresh token of one user and client does; the latter answers its call. */
  enum RefreshTokenLimit implements Switch {
    OLDEST_DELETED,
    ACCESS_DENIED
  }

  /** 12: whether scopes in a request may be separated by spaces. */
  enum SpacesBetweenScopes implements Switch {
    REFUSED,
    ACCEPTED
  }

  /** 11: whether product APIs take {@code Bearer} where they document {@code Zoho-oauthtoken}. */
  enum Bearer implements Switch {
    REFUSED,
    ACCEPTED
  }

  /** 11: CRM's code for an expired access token. */
  enum ExpiredTokenCode implements Switch {
    INVALID_TOKEN,
    AUTHENTICATION_FAILURE
  }

  /** 7, 14.5: what a host of one environment answers to a token of another. */
  enum WrongEnvironment implements Switch {
    INVALID_TOKEN_401,
    AUTHORIZATION_FAILED_403
  }

  /** 8.3, 11: Desk's answer to a token that is not good. */
  enum DeskUnauthorized implements Switch {
    JSON,
    HTML
  }
}
