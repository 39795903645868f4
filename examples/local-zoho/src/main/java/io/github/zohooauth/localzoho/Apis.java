package io.github.zohooauth.localzoho;

/** The APIs below {@code www.zohoapis} of one data center: CRM, and products with a path there. */
final class Apis implements Site {
  private final Crm crm;
  private final ProductApi products;

  Apis(World world, String location) {
    this.crm = new Crm(world, location, CrmEnvironment.PRODUCTION);
    this.products = new ProductApi(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    return request.path().startsWith("/crm/") ? crm.answer(request) : products.answer(request);
  }
}
