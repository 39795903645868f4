package io.github.zohooauth.examples.cli.command;

import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.DeviceAuthorization;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.client.LoopbackReceiver;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.SignInResult;
import io.github.zohooauth.examples.cli.ExitCode;
import io.github.zohooauth.examples.cli.profile.Clients;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code zoho login}: by a browser, by another device, or by a code. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = {
      "Logs in, and stores the tokens.",
      "The setting 'login' of the profile says how, as the type of its client does:",
      "browser (Mobile-based, Server-based), device (Non-browser; works over ssh),",
      "code (Self Client; the code is asked for, or read from standard input)."
    },
    footer = {
      "%n@|bold Examples|@",
      "  zoho login",
      "  zoho login --scopes=ZohoCRM.org.READ,ZohoCRM.modules.READ",
      "  zoho -p tv login --account=ada@example.com",
      "  zoho -p job login < code.txt",
      ExitCode.LIST
    })
final class LoginCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  @Option(
      names = "--scopes",
      split = ",",
      paramLabel = "SCOPE",
      description = "in place of those of the profile")
  private @Nullable List<String> scopes;

  @Option(names = "--no-open", description = "print the page's address, and open no browser")
  private boolean noOpen;

  @Option(
      names = "--wait",
      defaultValue = "300",
      paramLabel = "SECONDS",
      description = "how long the user may take in the browser; ${DEFAULT-VALUE} by default")
  private int seconds;

  LoginCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    Profile profile = zoho.profile();
    SignInResult result =
        switch (profile.login()) {
          case BROWSER -> byBrowser(zoho.clients(), scopes(profile));
          case DEVICE -> byDevice(zoho.clients(), scopes(profile));
          case CODE -> byCode(zoho.clients());
        };
    zoho.around()
        .err()
        .println(
            result.isRenewable()
                ? "Logged in, profile %s. Try: zoho call GET /crm/v8/org".formatted(profile)
                : "Logged in for an hour only: Zoho sent no refresh token. See: zoho doctor");
    return ExitCode.OK;
  }

  private String[] scopes(Profile profile) {
    List<String> wanted = scopes == null ? profile.list(Setting.SCOPES) : scopes;
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "scopes: at least one is needed, by --scopes or in the profile: zoho profiles set %s"
                  .formatted(profile)
              + " scopes=ZohoCRM.org.READ");
    }
    return wanted.toArray(String[]::new);
  }

  /** Asks for consent even where it was given before: no refresh token comes without it. */
  private SignInResult byBrowser(Clients clients, String[] scopes) {
    PrintStream err = zoho.around().err();
    try (MobileClient client = clients.browser()) {
      AuthorizationRequest consent = client.newAuthorizationRequest(scopes).promptConsent().build();
      try (LoopbackReceiver receiver = LoopbackReceiver.listen(consent)) {
        boolean opened = !noOpen && zoho.around().browser().test(consent.uri());
        err.println(
            (opened
                    ? "Your browser opens. If it does not, open "
                    : "Open in a browser on this" + " machine: ")
                + consent.uri());
        return client.exchange(consent, receiver.await(Duration.ofSeconds(seconds)));
      }
    }
  }

  private SignInResult byDevice(Clients clients, String[] scopes) {
    try (DeviceClient client = clients.device()) {
      DeviceAuthorization prompt = client.deviceAuthorization(scopes);
      zoho.around()
          .err()
          .printf(
              "On any device, open   %s%nand enter             %s%nThis waits until then, for at"
                  + " most five minutes.%n",
              prompt.verificationUri(), prompt.userCode());
      return client.exchange(prompt);
    }
  }

  private SignInResult byCode(Clients clients) {
    try (SelfClient client = clients.self()) {
      return client.exchange(
          zoho.around().secret("Code, from 'Generate Code' of the Self Client in the API Console"));
    }
  }
}
