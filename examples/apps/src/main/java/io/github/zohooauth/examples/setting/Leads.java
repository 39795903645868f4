package io.github.zohooauth.examples.setting;

import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody's leads at a Zoho on this machine, so that there is something to see. */
public final class Leads {

  private Leads() {}

  /** Adds leads with these last names to the user's first organization. */
  public static void add(LocalZoho zoho, User user, String... lastNames) {
    Registration registered = Registration.of(zoho, user.selfClient());
    try (SelfClient job =
        SelfClient.builder()
            .clientId(registered.clientId())
            .clientSecret(registered.clientSecret())
            .dataCenter(registered.dataCenter())
            .clock(registered.clock())
            .build()) {
      job.exchange(user.selfClient().code("ZohoCRM.modules.ALL"));
      String leads =
          List.of(lastNames).stream()
              .map("{\"Last_Name\":\"%s\"}"::formatted)
              .collect(Collectors.joining(","));
      new Crm(job).upsertLeads("{\"data\":[" + leads + "]}");
    }
  }
}
