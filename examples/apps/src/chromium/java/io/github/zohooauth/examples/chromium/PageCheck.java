package io.github.zohooauth.examples.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/**
 * What every page owes a person who cannot see it well, or has no mouse.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/">WCAG 2.2: 1.3.1, 1.4.3, 1.4.11, 2.1.1, 2.4.2, 2.4.7,
 *     3.1.1</a>
 */
final class PageCheck {

  private static final String COLORS =
      """
      const luminance = ([r, g, b]) => {
        const linear = [r, g, b].map(each => each / 255)
            .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
      };
      const rgba = text => text.match(/[\\d.]+/g).map(Number);
      const background = element => {
        for (let each = element; each; each = each.parentElement) {
          const color = rgba(getComputedStyle(each).backgroundColor);
          if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
      };
      const contrast = (color, element) => {
        const both = [luminance(rgba(color)), luminance(background(element))];
        return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
      };
      """;

  /** The faults that can be seen in the page itself, each in words. */
  private static final String FAULTS =
      COLORS
          + """
      const faults = [];
      const owes = (holds, what) => { if (!holds) faults.push(what); };
      owes(document.documentElement.lang, 'html has no lang');
      owes(document.title.trim(), 'the title is empty');
      owes(document.querySelectorAll('h1').length === 1, 'not one h1');
      owes(document.querySelectorAll('main').length === 1, 'not one main');
      for (const field of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
        const label = [...(field.labels || [])].map(each => each.textContent.trim()).join('');
        owes(label, 'no label: ' + field.name);
      }
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
        const its = contrast(getComputedStyle(element).color, element);
        owes(its >= 4.5, 'contrast ' + its.toFixed(1) + ': ' + texts.currentNode.data);
      }
      return faults;
      """;

  /** Tells which control has the focus, and whether it shows. */
  private static final String FOCUSED =
      COLORS
          + """
      const one = document.activeElement;
      const all = [...document.querySelectorAll(arguments[0])];
      const style = getComputedStyle(one);
      const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
      const shows = drawn && contrast(style.outlineColor, one.parentElement) >= 3;
      return all.indexOf(one) + (shows ? ' shown' : ' not shown');
      """;

  /** Lets the next Tab key go to the first control. */
  private static final String AT_START =
      """
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
      """;

  private static final String CONTROLS = "a[href],button,input:not([type=hidden]),select,textarea";

  private PageCheck() {}

  static void of(ChromeDriver driver) {
    assertThat((List<?>) driver.executeScript(FAULTS)).as(driver.getTitle()).isEmpty();
    focus(driver);
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .as("what the browser complains of")
        .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .filteredOn(entry -> !entry.getMessage().contains("server responded with a status"))
        .isEmpty();
  }

  /** By the Tab key each control is reached, in the order of the page, and it can be seen where. */
  private static void focus(ChromeDriver driver) {
    driver.executeScript(AT_START);
    int controls = driver.findElements(By.cssSelector(CONTROLS)).size();
    for (int each = 0; each < controls; each++) {
      new Actions(driver).sendKeys(Keys.TAB).perform();
      assertThat(driver.executeScript(FOCUSED, CONTROLS)).isEqualTo(each + " shown");
    }
  }
}
