package io.github.zohooauth.examples.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at Debian's Chromium, which begins with nothing in its profile.
 *
 * <p>He finds fields by their labels and buttons by their words. Whoever {@link #sees} a page has
 * it checked by {@link PageCheck} and photographed.
 */
public final class Chromium implements AutoCloseable {

  private static final Path BINARY = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Logger CDP = Logger.getLogger("org.openqa.selenium.devtools");
  private static final Duration HANG_GUARD = Duration.ofSeconds(20);

  static {
    CDP.setLevel(Level.OFF); // Selenium has no DevTools for this browser, and none are needed here.
  }

  private final String story;
  private final Path profile;
  private final ChromeDriver driver;
  private final WebDriverWait wait;
  private int pages;

  private Chromium(String story, Path profile, ChromeDriver driver) {
    this.story = story;
    this.profile = profile;
    this.driver = driver;
    this.wait = new WebDriverWait(driver, HANG_GUARD);
  }

  /**
   * Starts one.
   *
   * @param story what its screenshots are called by
   * @throws IllegalStateException if the browser or its driver is not installed
   */
  public static Chromium start(String story) {
    for (Path needed : List.of(BINARY, DRIVER)) {
      if (!Files.isExecutable(needed)) {
        throw new IllegalStateException(
            needed + " is missing: apt-get install chromium chromium-driver");
      }
    }
    try {
      Path profile = Files.createTempDirectory("chromium-profile");
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(DRIVER.toFile())
              .usingAnyFreePort()
              .build();
      return new Chromium(story, profile, new ChromeDriver(service, options(profile)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChromeOptions options(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BINARY.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1000,800",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    return options;
  }

  public void open(URI uri) {
    driver.get(uri.toString());
  }

  /** Returns what is in the address bar. */
  public URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  /** Forgets what this host has set, at any port, except for one cookie. */
  public void forgetsCookiesExcept(String name) {
    driver.manage().getCookies().stream()
        .filter(cookie -> !cookie.getName().equals(name))
        .forEach(driver.manage()::deleteCookie);
  }

  /** Waits for a page with this heading and texts, and holds it to what each owes a person. */
  public void sees(String heading, String... texts) {
    wait.until(textToBePresentInElementLocated(By.tagName("h1"), heading));
    for (String text : texts) {
      wait.until(textToBePresentInElementLocated(By.tagName("body"), text));
    }
    photograph(heading, "");
    PageCheck.of(driver);
    phoneWidth(heading);
  }

  /** Fills in the field with this label. */
  public void types(String label, String text) {
    WebElement field = field(label, "input");
    field.clear();
    field.sendKeys(text);
  }

  /** Chooses in the list with this label. */
  public void chooses(String label, String option) {
    new Select(field(label, "select")).selectByVisibleText(option);
  }

  /** Ticks the box with this label. */
  public void ticks(String label) {
    field(label, "input").click();
  }

  /** Presses the button, or follows the link, with these words. */
  public void clicks(String words) {
    String its = "[normalize-space(.)='" + words + "']";
    wait.until(elementToBeClickable(By.xpath("//button" + its + " | //a" + its))).click();
  }

  private WebElement field(String label, String element) {
    By field =
        By.xpath("//label[starts-with(normalize-space(.),'%s')]//%s".formatted(label, element));
    return wait.until(elementToBeClickable(field));
  }

  /** On a phone the page is seen without scrolling sideways. */
  private void phoneWidth(String heading) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    photograph(heading, "-phone");
    Object tooWide =
        driver.executeScript("return document.documentElement.scrollWidth - window.innerWidth;");
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    assertThat(tooWide).as("%s at phone width", heading).isEqualTo(0L);
  }

  private void photograph(String heading, String width) {
    pages += width.isEmpty() ? 1 : 0;
    String words = heading.replaceAll("[^A-Za-z]+", " ").strip().replace(' ', '-');
    String name = "%s-%d-%s%s.png".formatted(story, pages, words, width);
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the browser and forgets its profile. */
  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
