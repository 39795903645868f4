package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.TokenGate;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.Optional;

/** The products of one data center that serve one resource each, with their own refusals (11.1). */
public final class ProductApi implements Site {
  private final Reading reading;
  private final TokenGate gate;

  public ProductApi(World world, String location) {
    this.reading = world.reading();
    this.gate = new TokenGate(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    Optional<Product> product = Product.of(request);
    if (product.isEmpty()) {
      return CrmErrors.noSuchUrl();
    }
    return request.method().equals("GET") ? get(product.get(), request) : CrmErrors.wrongMethod();
  }

  private Answer get(Product product, ReceivedRequest request) {
    try {
      Grant grant = TokenGate.allowed(gate.admit(request), product.area(), "READ");
      return product.refusal(request, grant, reading).orElseGet(() -> found(product, grant.user()));
    } catch (Denied denied) {
      return product.denied(denied.reason(), reading);
    }
  }

  private static Answer found(Product product, Account user) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "success");
    body.putArray("data")
        .addObject()
        .put("id", user.id() + "000000006")
        .put("name", "One of " + product)
        .put("owner", user.email());
    return Answer.json(200, body);
  }
}
