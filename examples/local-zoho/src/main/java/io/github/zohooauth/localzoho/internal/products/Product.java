package io.github.zohooauth.localzoho.internal.products;

import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.ApiSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.util.Optional;
import java.util.function.Function;

/**
 * A product of which one resource is served, and how it refuses (11.1). Paths, scopes and good
 * answers are plausible, not documented; so are the refusals that the comments name.
 */
enum Product {
  /** The only folder that exists is {@code root}. */
  WORKDRIVE(
      ServerRole.API,
      "/workdrive/api/v1/files/",
      "WorkDrive.files",
      ApiRefusal.WORKDRIVE_EXPIRED_TOKEN,
      reading ->
          reading.is(ApiSwitch.WorkDriveScope.EMPTY_BODY)
              ? ApiRefusal.EMPTY_401
              : ApiRefusal.WORKDRIVE_SCOPE) {
    @Override
    Optional<Answer> refusal(ReceivedRequest request, Grant grant, Reading reading) {
      if (request.path().equals("/workdrive/api/v1/files/root")) {
        return Optional.empty();
      }
      Answer unknown = Answer.refusal(ApiRefusal.WORKDRIVE_UNKNOWN_FOLDER);
      return Optional.of(
          reading.is(ApiSwitch.UnknownFolder.NOT_FOUND_404) ? unknown.under(404) : unknown);
    }
  },

  /** Another organization than those of the user is refused as a missing scope is. */
  BOOKS(
      ServerRole.API,
      "/books/v3/contacts",
      "ZohoBooks.contacts",
      ApiRefusal.BOOKS_INVALID_TOKEN,
      Product::booksNotAuthorized) {
    @Override
    Optional<Answer> refusal(ReceivedRequest request, Grant grant, Reading reading) {
      boolean own =
          request
              .queryParameter("organization_id")
              .filter(grant.user().organizations()::contains)
              .isPresent();
      return own ? Optional.empty() : Optional.of(Answer.refusal(booksNotAuthorized(reading)));
    }
  },

  /** A missing scope is refused as a bad token is. */
  CREATOR(
      ServerRole.API,
      "/creator/v2.1/meta/applications",
      "ZohoCreator.meta.application",
      ApiRefusal.CREATOR_INVALID_TOKEN,
      reading -> ApiRefusal.CREATOR_INVALID_TOKEN),

  CLIQ(
      ServerRole.CLIQ,
      "/api/v2/channels",
      "ZohoCliq.Channels",
      ApiRefusal.CLIQ_INVALID_TOKEN,
      reading ->
          switch (reading.get(ApiSwitch.CliqScope.class)) {
            case UNAUTHORIZED_401 -> ApiRefusal.CLIQ_SCOPE_401;
            case FORBIDDEN_403 -> ApiRefusal.CLIQ_SCOPE_403;
            case SCOPE_MISMATCH_401 -> ApiRefusal.CLIQ_SCOPE_MISMATCH;
          }),

  /** A missing scope is refused as a bad token is. */
  MAIL(
      ServerRole.MAIL,
      "/api/accounts",
      "ZohoMail.accounts",
      ApiRefusal.MAIL_INVALID_TOKEN,
      reading -> ApiRefusal.MAIL_INVALID_TOKEN),

  PROJECTS(
      ServerRole.PROJECTS,
      "/api/v3/portals",
      "ZohoProjects.portals",
      ApiRefusal.PROJECTS_INVALID_TOKEN,
      reading -> ApiRefusal.PROJECTS_SCOPE),

  /** A bad token is refused without a word. */
  SPRINTS(
      ServerRole.SPRINTS,
      "/zsapi/teams/",
      "ZohoSprints.teams",
      ApiRefusal.EMPTY_401,
      reading -> ApiRefusal.SPRINTS_SCOPE),

  /** A missing scope is refused as a bad token is. */
  CATALYST(
      ServerRole.CATALYST,
      "/baas/v1/project",
      "ZohoCatalyst.projects",
      ApiRefusal.CATALYST_INVALID_TOKEN,
      reading -> ApiRefusal.CATALYST_INVALID_TOKEN);

  private final ServerRole role;
  private final String path;
  private final String area;
  private final ApiRefusal invalidToken;

  @SuppressWarnings("ImmutableEnumChecker") // a function of the reading alone
  private final Function<Reading, ApiRefusal> scope;

  Product(
      ServerRole role,
      String path,
      String area,
      ApiRefusal invalidToken,
      Function<Reading, ApiRefusal> scope) {
    this.role = role;
    this.path = path;
    this.area = area;
    this.invalidToken = invalidToken;
    this.scope = scope;
  }

  /** Returns the product whose resource a request asks for. */
  static Optional<Product> of(ReceivedRequest request) {
    for (Product product : values()) {
      if (product.role == request.role()
          && (product.path.endsWith("/")
              ? request.path().startsWith(product.path)
              : request.path().equals(product.path))) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }

  /** Returns the product's own refusal of a request with a good token; empty for none. */
  Optional<Answer> refusal(ReceivedRequest request, Grant grant, Reading reading) {
    return Optional.empty();
  }

  /** Returns what a scope has to be of, without its operation. */
  String area() {
    return area;
  }

  Answer denied(Denied.Reason reason, Reading reading) {
    return Answer.refusal(reason == Denied.Reason.SCOPE ? scope.apply(reading) : invalidToken);
  }

  private static ApiRefusal booksNotAuthorized(Reading reading) {
    return reading.is(ApiSwitch.BooksNotAuthorized.BAD_REQUEST_400)
        ? ApiRefusal.BOOKS_NOT_AUTHORIZED_400
        : ApiRefusal.BOOKS_NOT_AUTHORIZED_401;
  }
}
