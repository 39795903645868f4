package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.CrmTenant;
import io.github.zohooauth.localzoho.internal.text.Numbers;
import java.util.Locale;

/** Whose token it is: CRM's answers about the organization and the user (section 7). */
final class CrmUsers {
  private CrmUsers() {}

  static Answer organization(CrmTenant tenant, Account user) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("org")
        .addObject()
        .put("id", Numbers.ofCrm(tenant.organization()))
        .put("zgid", tenant.organization())
        .put("company_name", "Organization " + tenant.organization())
        .put("primary_email", user.email())
        .put("type", tenant.environment().name().toLowerCase(Locale.ROOT));
    return Answer.json(200, body);
  }

  /** Returns the one user that there is, on the first page. */
  static Answer users(CrmQuery query, Account user) {
    int perPage = query.perPage();
    if (query.page() > 1) {
      return Answer.empty(204);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("users")
        .add(
            name(user)
                .put("full_name", user.email())
                .put("email", user.email())
                .put("zuid", user.id())
                .put("status", "active"));
    body.putObject("info")
        .put("per_page", perPage)
        .put("count", 1)
        .put("page", 1)
        .put("more_records", false);
    return Answer.json(200, body);
  }

  static ObjectNode name(Account user) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", user.email())
        .put("id", Numbers.ofCrm(user.id()));
  }
}
