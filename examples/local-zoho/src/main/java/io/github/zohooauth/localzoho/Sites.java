package io.github.zohooauth.localzoho;

import java.util.function.Function;

/** Builds what answers at each server, naming servers by one kind of address. */
final class Sites implements Function<Place, Site> {
  private final World world;
  private final Addresses addresses;

  Sites(World world, Addresses addresses) {
    this.world = world;
    this.addresses = addresses;
  }

  @Override
  public Site apply(Place place) {
    return switch (place.role()) {
      case ACCOUNTS -> new Accounts(world, place.location(), addresses);
      case API -> new Crm(world, place.location(), CrmEnvironment.PRODUCTION);
      case SANDBOX_API -> new Crm(world, place.location(), CrmEnvironment.SANDBOX);
      case DEVELOPER_API -> new Crm(world, place.location(), CrmEnvironment.DEVELOPER);
      case ANALYTICS -> new Analytics(world, place.location());
      case SHOWTIME -> new ShowTime(world, place.location());
    };
  }
}
