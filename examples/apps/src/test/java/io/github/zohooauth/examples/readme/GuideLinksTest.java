package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each link of each page in Markdown leads to a file of the project, and to a heading in it. */
class GuideLinksTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern WORDS_OF_CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  @Test
  void links_leadSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    int seen = 0;
    for (Path page : pages()) {
      for (String link : links(Files.readString(page))) {
        seen++;
        if (!leadsSomewhere(page, link)) {
          dead.add(ROOT.relativize(page) + ": " + link);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(seen).as("links").isGreaterThan(80);
  }

  /** What the sources of Java and the POMs say about a heading of a page. */
  @Test
  void headingsThatSourcesName_exist() throws IOException {
    Pattern named = Pattern.compile("([\\w./-]*README\\.md)(#[\\w-]+)");
    List<String> dead = new ArrayList<>();
    for (Path source : files(".java", ".xml", ".yml")) {
      for (MatchResult found : named.matcher(Files.readString(source)).results().toList()) {
        if (!leadsSomewhere(ROOT.resolve("page"), found.group())) {
          dead.add(ROOT.relativize(source) + ": " + found.group());
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = files(".md");
    for (Guide guide : Guide.values()) {
      assertThat(pages).contains(ROOT.resolve(guide.path()));
    }
    return pages;
  }

  /** All files that end so, without what a build made. */
  private static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .filter(file -> !isMade(ROOT.relativize(file)))
          .toList();
    }
  }

  private static boolean isMade(Path file) {
    return Stream.of("target", ".git", ".fast").anyMatch(name -> names(file).contains(name));
  }

  private static List<String> names(Path file) {
    List<String> names = new ArrayList<>();
    file.forEach(name -> names.add(name.toString()));
    return names;
  }

  private static List<String> links(String page) {
    String prose = WORDS_OF_CODE.matcher(CODE.matcher(page).replaceAll("")).replaceAll("");
    return LINK.matcher(prose)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.startsWith("https://"))
        .toList();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    if (!Files.exists(target) || !target.startsWith(ROOT)) {
      return false;
    }
    return hash < 0 || anchors(Files.readString(target)).contains(link.substring(hash + 1));
  }

  /** The anchors that GitHub makes of the headings. */
  private static Set<String> anchors(String page) {
    Map<String, Integer> times = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(CODE.matcher(page).replaceAll(""))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              int before = times.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? anchor : anchor + "-" + before);
            });
    return anchors;
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @Test
  void anchor_isAsGitHubMakesIt() {
    assertThat(anchors("# A `b`, c-d: e_f?\n## Same\n```\n# no\n```\n## Same\n"))
        .containsExactlyInAnyOrder("a-b-c-d-e_f", "same", "same-1");
  }
}
