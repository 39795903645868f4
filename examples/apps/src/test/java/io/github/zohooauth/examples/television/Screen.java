package io.github.zohooauth.examples.television;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.LocalZoho;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A television's screen, and a user who does what it asks for within half a minute. */
final class Screen implements Consumer<String> {

  private static final Pattern INVITATION = Pattern.compile("open (\\S+) and enter (\\S+)");

  private final LocalZoho zoho;
  private final BiConsumer<URI, String> phone;
  private final List<String> lines = new ArrayList<>();

  /** Makes one whose user enters codes on his phone: the page's URI, and the code. */
  Screen(LocalZoho zoho, BiConsumer<URI, String> phone) {
    this.zoho = zoho;
    this.phone = phone;
  }

  @Override
  public void accept(String line) {
    lines.add(line);
    Matcher invitation = INVITATION.matcher(line);
    if (invitation.find()) {
      phone.accept(URI.create(invitation.group(1)), invitation.group(2));
      zoho.clock().advance(Duration.ofSeconds(30));
    }
  }

  String text() {
    assertThat(lines).isNotEmpty();
    return String.join("\n", lines);
  }
}
