package io.github.zohooauth.examples.setting;

import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody's leads at a Zoho on this machine, so that there is something to see. */
public final class Leads {

  private Leads() {}

  /** Adds leads with these last names to the user's first organization. */
  public static void add(LocalZoho zoho, User user, String... lastNames) {
    String leads =
        Stream.of(lastNames)
            .map("{\"Last_Name\":\"%s\"}"::formatted)
            .collect(Collectors.joining(","));
    upsert(zoho, user, "{\"data\":[" + leads + "]}");
  }

  /** Adds what the JSON text of an upsert holds. */
  static void upsert(LocalZoho zoho, User user, String json) {
    Registration registered = Registration.of(zoho, user.selfClient());
    try (SelfClient job =
        SelfClient.builder()
            .clientId(registered.clientId())
            .clientSecret(registered.clientSecret())
            .dataCenter(registered.dataCenter())
            .clock(registered.clock())
            .build()) {
      job.exchange(user.selfClient().code("ZohoCRM.modules.ALL"));
      new Crm(job).upsertLeads(json);
    }
  }
}
