package io.github.zohooauth.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.job.LeadsJob;
import io.github.zohooauth.examples.setting.OnThisMachine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class LeadsApplicationTest {

  private static OnThisMachine here;
  private static ConfigurableApplicationContext application;
  private static URI home;

  @BeforeAll
  static void start() throws IOException {
    here = OnThisMachine.start();
    SpringApplication starting = LeadsOnThisMachine.around(here);
    starting.addInitializers(
        context -> context.getBeanFactory().registerSingleton("clock", here.zoho().clock()));
    application = starting.run("--server.port=0");
    String port = application.getEnvironment().getRequiredProperty("local.server.port");
    home = URI.create("http://localhost:" + port + "/");
  }

  @AfterAll
  static void stop() throws IOException {
    application.close();
    here.close();
  }

  @Test
  void leads_ofNobody_sendsToSignIn() throws Exception {
    assertThat(new Visitor(home).sent("/leads")).hasPath("/login");
  }

  @Test
  void callback_ofNobodyWhoWasSent_isRefused() throws Exception {
    assertThat(new Visitor(home).open("/callback?code=1&state=2").statusCode()).isEqualTo(400);
  }

  @Test
  void leads_ofUser_areShownHereAndByTheJob_forOneRefreshAnHour() throws Exception {
    Visitor visitor = new Visitor(home);
    URI callback = here.zoho().browser(here.user()).open(visitor.sent("/login"));
    assertThat(visitor.sent(callback.getPath() + "?" + callback.getQuery())).hasPath("/leads");
    assertThat(visitor.open("/leads").body()).isEqualTo("[\"Hopper\",\"Lovelace\"]");

    int calls = here.zoho().tokenRequests().size();
    here.zoho().clock().advance(Duration.ofHours(1));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LeadsJob.run(here.registration(), here.database(), new PrintStream(printed, true, UTF_8));
    assertThat(printed.toString(UTF_8)).contains(here.user().email() + ": 2 leads");
    assertThat(visitor.open("/leads").body()).contains("Lovelace");
    assertThat(here.zoho().tokenRequests()).hasSize(calls + 1);
  }
}
