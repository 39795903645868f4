package io.github.zohooauth.localzoho.internal.pages;

import io.github.zohooauth.localzoho.internal.text.Form;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Where a browser goes on after the sign-in: a path of the accounts servers, with its query. */
record ServiceUrl(String text) {
  static ServiceUrl of(ReceivedRequest request) {
    String query = request.rawQuery();
    return new ServiceUrl(query.isEmpty() ? request.path() : request.path() + "?" + query);
  }

  /** Returns what a browser brought back, empty if it leads anywhere else. */
  static Optional<ServiceUrl> of(Optional<String> text) {
    return text.filter(path -> path.matches("/oauth/[!-~]+")).map(ServiceUrl::new);
  }

  Optional<String> parameter(String name) {
    String query = text.substring(text.indexOf('?') + 1);
    return Form.urlencoded(query).getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns the path of the sign-in page that leads here. */
  String signIn() {
    return "/signin?serviceurl=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns the path of the sign-in page that leads here and knows who is coming. */
  String signIn(String email) {
    return signIn() + "&login_id=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
  }
}
