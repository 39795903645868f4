package io.github.zohooauth.examples.chromium;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A check that cannot fail is worth nothing. */
class PageCheckBrowserTest {

  private static final String GOOD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <title>Title</title>
      <style>:focus { outline: 2px solid black }</style>
      <main><h1>Heading</h1><p>Text</p><label>Name<input name="name"></label></main>
      """;

  @Test
  void sees_eachFaultOfPage() {
    try (Chromium browser = Chromium.start("faults")) {
      show(browser, GOOD);
      browser.sees("Heading");
      tells(browser, " lang=\"en\"", "", "html has no lang");
      tells(browser, "Title", " ", "the title is empty");
      tells(browser, "<p>Text</p>", "<h1>Another</h1>", "not one h1");
      tells(browser, "main>", "div>", "not one main");
      tells(browser, "label>", "p>", "no label: name");
      tells(browser, "<p>", "<p style='color:#888'>", "contrast 3.5: Text");
      tells(browser, "2px solid black", "2px solid #ddd", "0 not shown");
      tells(browser, "2px solid black", "none", "0 not shown");
      tells(browser, "<input", "<input tabindex=-1", "-1 ");
      tells(browser, "<p>", "<script>console.error('Oh')</script><p>", "Oh");
    }
  }

  private static void tells(Chromium browser, String good, String bad, String complaint) {
    show(browser, GOOD.replace(good, bad));
    assertThatThrownBy(() -> browser.sees("Heading"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  private static void show(Chromium browser, String html) {
    String text = URLEncoder.encode(html, StandardCharsets.UTF_8).replace("+", "%20");
    browser.open(URI.create("data:text/html;charset=utf-8," + text));
  }
}
