package io.github.zohooauth.localzoho.internal.products;

import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;

/** The APIs below {@code www.zohoapis} of one data center: CRM, and products with a path there. */
public final class Apis implements Site {
  private final Crm crm;
  private final ProductApi products;

  public Apis(World world, String location) {
    this.crm = new Crm(world, location, CrmEnvironment.PRODUCTION);
    this.products = new ProductApi(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    return request.path().startsWith("/crm/") ? crm.answer(request) : products.answer(request);
  }
}
