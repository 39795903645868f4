package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.chromium.Chromium;
import io.github.zohooauth.examples.chromium.Person;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Samples;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages that the browser of the desktop shows: a refusal, and success. */
@ExtendWith(LocalZohoExtension.class)
class DesktopBrowserTest {

  private final BlockingQueue<URI> opened = new LinkedBlockingQueue<>();

  @Test
  void user_refuses_andThenAccepts(LocalZoho zoho) throws InterruptedException {
    User user = zoho.user("eu");
    Samples.leads(zoho, user);
    URI callback = URI.create("http://127.0.0.1:" + Ports.free() + "/callback");
    Registration registration =
        Registration.of(zoho, user.mobileClient(callback).named("Leads on the desktop"));
    try (MobileClient client = DesktopApp.client(registration, callback).build();
        Chromium browser = Chromium.start("desktop")) {
      Desk desk = Desk.open(new Account(client, new LoopbackRedirect(), opened::add));
      desk.presses("Sign in with Zoho");
      browser.open(opened.poll(20, TimeUnit.SECONDS));
      Person.signsIn(browser, user);
      decides(browser, "Reject");
      desk.sees("You did not allow access. Sign in again and accept.");

      desk.presses("Sign in with Zoho");
      browser.open(opened.poll(20, TimeUnit.SECONDS));
      decides(browser, "Accept");

      desk.sees("24 leads", "Ada Lovelace");
    }
  }

  private static void decides(Chromium browser, String decision) {
    browser.sees("Leads on the desktop would like to access your Zoho account");
    browser.clicks(decision);
    browser.sees("Back to the program", "You can close this window");
  }
}
