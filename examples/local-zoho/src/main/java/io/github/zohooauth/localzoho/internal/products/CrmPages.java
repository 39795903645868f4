package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.text.Form;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists in pages: by number up to 2000 records, by page token up to the end. */
final class CrmPages {
  private static final int BY_NUMBER = 2_000;
  private static final Duration TOKEN_LIFE = Duration.ofDays(1);

  private final InstantSource clock;

  CrmPages(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns the page that the request asks for, HTTP 204 if it is empty, as CRM does. */
  Answer page(ReceivedRequest request, CrmPath path, List<ObjectNode> all) {
    CrmQuery query = new CrmQuery(request);
    int perPage = query.perPage();
    long from = (query.page() - 1L) * perPage;
    Optional<String> token = request.queryParameter("page_token");
    if (token.isPresent()) {
      Optional<Position> position = position(token.get(), request);
      if (request.queryParameter("page").isPresent()) {
        return CrmErrors.ambiguous("page", "page_token");
      }
      if (position.isEmpty()) {
        return CrmErrors.foreignPageToken();
      }
      if (!clock.instant().isBefore(position.get().expiry())) {
        return CrmErrors.expiredPageToken();
      }
      from = position.get().from();
    } else if (path.hasPageTokens() && from + perPage > BY_NUMBER) {
      return CrmErrors.tooFar(BY_NUMBER);
    }
    List<ObjectNode> some = all.stream().skip(from).limit(perPage).toList();
    if (some.isEmpty()) {
      return Answer.empty(204);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("data").addAll(some);
    boolean more = all.size() > from + perPage;
    ObjectNode info =
        body.putObject("info")
            .put("per_page", perPage)
            .put("count", some.size())
            .put("page", from / perPage + 1)
            .put("more_records", more)
            .put("sort_by", query.sortBy())
            .put("sort_order", query.sortOrder());
    if (path.hasPageTokens()) {
      Instant expiry = clock.instant().plus(TOKEN_LIFE);
      info.put("next_page_token", more ? token(from + perPage, expiry, request) : null)
          .put(
              "previous_page_token",
              from > 0 ? token(Math.max(0, from - perPage), expiry, request) : null)
          .put(
              "page_token_expiry",
              more ? CrmWrites.TIME.format(expiry.atOffset(ZoneOffset.UTC)) : null);
    }
    return Answer.json(200, body);
  }

  private record Position(long from, Instant expiry) {}

  /** The token is bound to the path and to all parameters except those of the page itself. */
  private static String token(long from, Instant expiry, ReceivedRequest request) {
    String text = from + " " + expiry.getEpochSecond() + " " + bound(request);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Position> position(String token, ReceivedRequest request) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(" ", 3);
      return parts.length == 3
              && parts[0].matches("\\d{1,9}")
              && parts[1].matches("\\d{1,11}")
              && parts[2].equals(bound(request))
          ? Optional.of(
              new Position(
                  Integer.parseInt(parts[0]), Instant.ofEpochSecond(Long.parseLong(parts[1]))))
          : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String bound(ReceivedRequest request) {
    Map<String, List<String>> parameters = new TreeMap<>(Form.urlencoded(request.rawQuery()));
    parameters.remove("page");
    parameters.remove("page_token");
    return request.path() + parameters;
  }
}
