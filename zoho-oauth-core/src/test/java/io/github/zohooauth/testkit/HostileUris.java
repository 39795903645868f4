package io.github.zohooauth.testkit;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Where no token of the European data center may be sent, one known trick each. */
public final class HostileUris {

  private static final List<String> WITH_HOST =
      List.of(
          "http://www.zohoapis.eu/",
          "http://www.zohoapis.eu:443/",
          "https://www.zohoapis.eu:80/",
          "https://www.zohoapis.eu:8443/",
          "https://www.zohoapis.eu:/",
          "https://www.zohoapis.eu:0/",
          "https://user@www.zohoapis.eu/",
          "https://user:word@www.zohoapis.eu/",
          "https://@www.zohoapis.eu/",
          "https://www.zohoapis.eu@evil.example/",
          "https://www.zohoapis.eu:443@evil.example/",
          "https://www.zohoapis.eu./",
          "https://zohoapis.eu.evil.example/",
          "https://evilzohoapis.eu/",
          "https://www-zohoapis.eu/",
          "https://www.zohoapis.eu.com/",
          "https://www.zohoapis.example/",
          "https://evil.example/www.zohoapis.eu",
          "https://evil.example/?www.zohoapis.eu",
          "https://evil.example?.zohoapis.eu",
          "https://evil.example#.zohoapis.eu",
          "https://evil.example/@www.zohoapis.eu",
          "https://xn--zohoaps-ipf.eu/",
          "https://www.xn--zohoaps-ipf.eu/",
          "https://zoho.eu.xn--evil-abc.example/",
          "https://www.zohoapis.com/",
          "https://www.zohoapis.in/",
          "https://www.zohoapis.com.au/",
          "https://www.zohoapis.com.cn/",
          "https://desk.zoho.com/",
          "https://upload.zohocloud.ca/",
          "https://files.zoho.sa/",
          "https://accounts.zoho.com/",
          "https://sandbox.zohoapis.ca/",
          "https://accounts.zoho.sg/",
          "https://eu/",
          "https://com/",
          "https://zohoapis/",
          "https://localhost/",
          "https://127.0.0.1/",
          "https://[::1]/",
          "https://[::ffff:127.0.0.1]/",
          "https://2130706433/",
          "http://localhost/",
          "http://127.0.0.1:8080/",
          "http://[::1]:8080/",
          "http://localhost.zohoapis.eu/",
          "http://169.254.169.254/latest/meta-data",
          "https://10.0.0.1/",
          "https://" + "a.".repeat(100) + "evil.example/");

  /** No HTTP client makes these, so somebody's own kind of request brings them. */
  private static final List<String> NO_HOST =
      List.of(
          "https://crm.zohoap\u0456s.eu/",
          "https://crm\u3002zohoapis\u3002eu/",
          "https://www_x.zohoapis.eu:x/",
          "https:www.zohoapis.eu",
          "//www.zohoapis.eu/",
          "/crm/v8/Leads",
          "ftp://www.zohoapis.eu/",
          "file:///etc/passwd",
          "javascript:alert(1)");

  private HostileUris() {}

  public static List<URI> all() {
    return Stream.concat(WITH_HOST.stream(), NO_HOST.stream()).map(URI::create).toList();
  }
}
