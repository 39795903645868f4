package io.github.zohooauth.localzoho.protocol;

/** The switches of OpenID Connect and of whose token it is (section 10). */
public sealed interface IdentitySwitch extends Switch {
  /** 10, 14.6: the issuer of a data center that is not the US one. */
  enum Issuer implements IdentitySwitch {
    OWN_ACCOUNTS_SERVER,
    ALWAYS_US
  }

  /** 10, 14.6: under which name the header of an id_token has the key's id. */
  enum KeyIdHeader implements IdentitySwitch {
    KEY_ID,
    KID,
    ABSENT
  }

  /** 10, 14.6: whether segments of an id_token are padded with {@code =}, and signed with it. */
  enum Padding implements IdentitySwitch {
    SIGNED_WITH,
    SIGNED_WITHOUT,
    NONE
  }

  /** 10: the algorithm of the key that signs id_tokens; the metadata document lists both. */
  enum SigningAlgorithm implements IdentitySwitch {
    RS256,
    RS384
  }

  /** 10: which {@code nonce} brings an error page; {@code -} and {@code _} were not tried. */
  enum NonceRefused implements IdentitySwitch {
    WITH_EQUALS_DOLLAR_OR_COMMA,
    OTHER_THAN_LETTERS_AND_DIGITS,
    NONE
  }

  /** 2.7, 10: how much the metadata document says; another source has nothing about PKCE. */
  enum MetadataDocument implements IdentitySwitch {
    CAPTURED,
    BARE
  }

  /** 10: whether an id_token has {@code iss}, which no sample showed. */
  enum IssuerClaim implements IdentitySwitch {
    PRESENT,
    ABSENT
  }

  /** 10: whether an id_token has {@code exp}, which no sample showed. */
  enum ExpiryClaim implements IdentitySwitch {
    PRESENT,
    ABSENT
  }

  /** 10: whether an id_token has {@code iat}, which no sample showed. */
  enum IssuedAtClaim implements IdentitySwitch {
    PRESENT,
    ABSENT
  }

  /** 10: whether {@code email_verified}, which no sample showed, is beside {@code email}. */
  enum EmailVerifiedClaim implements IdentitySwitch {
    ABSENT,
    PRESENT
  }

  /** 10: the names of the claims under {@code profile}. */
  enum NameClaims implements IdentitySwitch {
    FIRST_NAME_LAST_NAME,
    GIVEN_NAME_FAMILY_NAME
  }

  /** 10, 14.6: whether an id_token repeats the {@code nonce} of the authorization request. */
  enum Nonce implements IdentitySwitch {
    ECHOED,
    NOT_ECHOED
  }

  /** 2.5, 10: whether a refresh brings an id_token too. */
  enum IdTokenInRefresh implements IdentitySwitch {
    ABSENT,
    PRESENT
  }

  /** 8.3, 10: which scopes are enough for userinfo, which answered HTML 400 to some sets. */
  enum UserInfoScopes implements IdentitySwitch {
    ANY,
    NOT_PROFILE_ALONE
  }

  /** 10: whether userinfo takes {@code Zoho-oauthtoken} beside {@code Bearer}. */
  enum UserInfoHeader implements IdentitySwitch {
    BEARER_ALONE,
    EITHER
  }

  /** 10: what userinfo answers to a token that is not good; not documented. */
  enum UserInfoRefusal implements IdentitySwitch {
    HTML_400,
    JSON_401
  }

  /** 10: the HTTP status of the errors of {@code /oauth/user/info}. */
  enum ProfileErrorStatus implements IdentitySwitch {
    UNAUTHORIZED_401,
    OK_200
  }
}
