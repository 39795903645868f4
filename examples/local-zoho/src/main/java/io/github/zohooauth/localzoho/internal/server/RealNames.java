package io.github.zohooauth.localzoho.internal.server;

import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The host names that Zoho's servers have in the data centers (section 1.1). */
public final class RealNames implements Addresses {
  private record Domains(String zoho, String apis) {}

  private static final Map<String, Domains> DOMAINS = new LinkedHashMap<>();

  private final String port;

  public RealNames() {
    this("");
  }

  private RealNames(String port) {
    this.port = port;
  }

  /** Returns the names with this port, for a client that does not use port 443. */
  public static RealNames at(int port) {
    return new RealNames(":" + port);
  }

  static {
    for (String location :
        List.of("us", "eu", "in", "au", "jp", "cn", "ca", "sa", "uk", "ae", "sg")) {
      String tld =
          switch (location) {
            case "us" -> "com";
            case "au" -> "com.au";
            case "cn" -> "com.cn";
            default -> location;
          };
      String zoho = location.equals("ca") ? "zohocloud.ca" : "zoho." + tld;
      DOMAINS.put(location, new Domains(zoho, "zohoapis." + tld));
    }
  }

  private static final Map<String, Place> PLACES = places();

  public static List<String> locations() {
    return List.copyOf(DOMAINS.keySet());
  }

  /** Returns {@code location} itself, and throws if there is no such data center. */
  public static String known(String location) {
    Objects.requireNonNull(location, "location is null");
    if (!DOMAINS.containsKey(location)) {
      throw new IllegalArgumentException("no data center " + location + ", only " + locations());
    }
    return location;
  }

  /** Returns which server answers for each host name, the rarer forms of section 1.4 included. */
  private static Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    for (String location : locations()) {
      for (ServerRole role : ServerRole.values()) {
        places.put(host(new Place(role, location)), new Place(role, location));
      }
      places.put(apiZoho(location).getHost(), new Place(ServerRole.API, location));
      places.put(productHost(location).getHost(), new Place(ServerRole.API, location));
    }
    return places;
  }

  /** Returns which server answers for a host name, in any capitals (RFC 9110, 4.2.3). */
  public static Optional<Place> place(String host) {
    return Optional.ofNullable(PLACES.get(host.toLowerCase(Locale.ROOT)));
  }

  /** Returns every host name that has a server, in small letters. */
  public static Set<String> hosts() {
    return PLACES.keySet();
  }

  /** Returns whether a URI leads to one of Zoho's servers under its real name. */
  public static boolean areZoho(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        && Optional.ofNullable(uri.getHost()).flatMap(RealNames::place).isPresent();
  }

  /** Returns the API base as the Accounts pages print it. */
  public static URI apiZoho(String location) {
    return URI.create("https://api." + domains(location).zoho());
  }

  /** Returns the API base as a product that names its own host prints it, here FSM. */
  public static URI productHost(String location) {
    return URI.create("https://fsm." + domains(location).zoho());
  }

  @Override
  public URI of(Place place) {
    return URI.create("https://" + host(place) + port);
  }

  private static String host(Place place) {
    Domains domains = domains(place.location());
    return switch (place.role()) {
      case ACCOUNTS -> "accounts." + domains.zoho();
      case API -> "www." + domains.apis();
      case SANDBOX_API -> "sandbox." + domains.apis();
      case DEVELOPER_API -> "developer." + domains.apis();
      case ANALYTICS -> "analyticsapi." + domains.zoho();
      case SHOWTIME -> "showtime." + domains.zoho();
      case DESK -> "desk." + domains.zoho();
      case PHONEBRIDGE -> "phonebridge." + domains.zoho();
      case CLIQ -> "cliq." + domains.zoho();
      case MAIL -> "mail." + domains.zoho();
      case PROJECTS -> "projectsapi." + domains.zoho();
      case SPRINTS -> "sprintsapi." + domains.zoho();
      case CATALYST -> "api.catalyst." + domains.zoho();
      case SHOW -> "show." + domains.zoho();
    };
  }

  private static Domains domains(String location) {
    Domains domains = DOMAINS.get(location);
    if (domains == null) {
      throw new IllegalArgumentException("no data center " + location);
    }
    return domains;
  }
}
