package io.github.zohooauth.examples.spring;

import io.github.zohooauth.examples.setting.OnThisMachine;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The application with a PostgreSQL and a Zoho on this machine. */
public final class LeadsOnThisMachine {

  private LeadsOnThisMachine() {}

  /** Runs until it is stopped, and prints how to use it. */
  public static void main(String[] arguments) throws IOException {
    OnThisMachine here = OnThisMachine.start();
    around(here).run(arguments);
    System.out.println("Open http://localhost:8080/leads and sign in");
    System.out.println("  as       " + here.user().email());
    System.out.println("  password " + here.user().password());
    System.out.println("Meanwhile -Dapp=job.LeadsJob works on the same database, with");
    here.environment().forEach((name, value) -> System.out.println("  " + name + "=" + value));
    System.out.println("Ctrl-C ends both.");
  }

  /** Returns the application with the properties that {@code application.properties} lacks. */
  static SpringApplication around(OnThisMachine here) {
    SpringApplication application = new SpringApplication(LeadsApplication.class);
    application.setDefaultProperties(
        Map.of(
            "spring.datasource.url", here.database(),
            "zoho.client-id", here.client().id(),
            "zoho.client-secret", here.client().secret(),
            "zoho.data-center", here.client().location(),
            "zoho.accounts-server", here.accountsServer(),
            "zoho.api-domain", here.apiDomain()));
    return application;
  }
}
