package io.github.zohooauth.localzoho.testkit;

import io.github.zohooauth.localzoho.User;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One browser step by step: a page with its cookie, and a form that a test may tamper with. */
public record RawBrowser(URI uri, String cookie, String page) {
  private static final Pattern FIRST_OPTION =
      Pattern.compile("<select name=\"(\\w+)\">\\s*<option value=\"(\\w+)\"");
  private static final Pattern KEY = Pattern.compile("name=\"form_key\" value=\"(\\w+)\"");

  /** Opens the page where no user is signed in, with the cookie that comes with it. */
  public static RawBrowser open(URI uri) {
    HttpResponse<String> response = Browsing.get(uri);
    return new RawBrowser(uri, setCookie(response), response.body());
  }

  /** Opens a page as a user who has just signed in there. */
  public static RawBrowser signedIn(User user, URI uri) {
    return signedIn(user.email(), user.password(), uri);
  }

  public static RawBrowser signedIn(String email, String password, URI uri) {
    URI signIn = uri.resolve(Browsing.get(uri).headers().firstValue("Location").orElseThrow());
    RawBrowser visitor = open(signIn);
    HttpResponse<String> in =
        visitor.post(
            "/signin",
            "form_key",
            visitor.formKey(),
            "serviceurl",
            uri.getRawPath() + "?" + uri.getRawQuery(),
            "login_id",
            email,
            "password",
            password);
    RawBrowser signedIn = new RawBrowser(uri, setCookie(in), "");
    return new RawBrowser(uri, signedIn.cookie(), signedIn.get().body());
  }

  public String formKey() {
    Matcher key = KEY.matcher(page);
    return key.find() ? key.group(1) : "";
  }

  public RawBrowser withCookie(String other) {
    return new RawBrowser(uri, other, page);
  }

  public HttpResponse<String> get() {
    return Wire.send(HttpRequest.newBuilder(uri).header("Cookie", cookie));
  }

  /** Accepts what the consent page offers first, with some fields replaced or added. */
  public HttpResponse<String> decide(String... namesAndValues) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("form_key", formKey());
    form.put("decision", "accept");
    FIRST_OPTION
        .matcher(page)
        .results()
        .forEach(option -> form.put(option.group(1), option.group(2)));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Wire.send(
        request(uri.getRawPath() + "/approve?" + uri.getRawQuery())
            .POST(BodyPublishers.ofString(Browsing.encoded(form))));
  }

  public HttpResponse<String> post(String path, String... namesAndValues) {
    return Wire.send(request(path).POST(BodyPublishers.ofString(Wire.form(namesAndValues))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri.resolve(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Cookie", cookie);
  }

  private static String setCookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }
}
