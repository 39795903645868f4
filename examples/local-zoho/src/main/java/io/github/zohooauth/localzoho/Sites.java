package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.accounts.AccountsServer;
import io.github.zohooauth.localzoho.internal.products.Analytics;
import io.github.zohooauth.localzoho.internal.products.Apis;
import io.github.zohooauth.localzoho.internal.products.Crm;
import io.github.zohooauth.localzoho.internal.products.Desk;
import io.github.zohooauth.localzoho.internal.products.PhoneBridge;
import io.github.zohooauth.localzoho.internal.products.ProductApi;
import io.github.zohooauth.localzoho.internal.products.Show;
import io.github.zohooauth.localzoho.internal.products.ShowTime;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What answers at each server, naming servers by one kind of address. Thread-safe. */
final class Sites implements Function<Place, Site> {
  private final World world;
  private final Addresses addresses;
  private final Map<Place, Site> sites = new ConcurrentHashMap<>();

  Sites(World world, Addresses addresses) {
    this.world = world;
    this.addresses = addresses;
  }

  @Override
  public Site apply(Place place) {
    return sites.computeIfAbsent(place, this::build);
  }

  private Site build(Place place) {
    String location = place.location();
    return switch (place.role()) {
      case ACCOUNTS -> new AccountsServer(world, location, addresses);
      case API -> new Apis(world, location);
      case SANDBOX_API -> new Crm(world, location, CrmEnvironment.SANDBOX);
      case DEVELOPER_API -> new Crm(world, location, CrmEnvironment.DEVELOPER);
      case ANALYTICS -> new Analytics(world, location);
      case SHOWTIME -> new ShowTime(world, location);
      case DESK -> new Desk(world, location);
      case SHOW -> new Show(world, location);
      case PHONEBRIDGE -> new PhoneBridge(world, location);
      case CLIQ, MAIL, PROJECTS, SPRINTS, CATALYST -> new ProductApi(world, location);
    };
  }
}
