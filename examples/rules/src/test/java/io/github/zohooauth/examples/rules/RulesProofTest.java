package io.github.zohooauth.examples.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.examples.proofs.Proof;
import java.io.ObjectInputStream;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Q2: what no class of the libraries does. */
@Tag("Q2")
class RulesProofTest {

  private static final String CORE = "io.github.zohooauth";
  private static final Pattern CLOCK_READERS =
      Pattern.compile(
          "java\\.time\\.(Instant|(Local|Zoned|Offset)\\w+|Year(Month)?)\\.now"
              + "|java\\.time\\.Clock\\.(system|tick)\\w*"
              + "|java\\.lang\\.System\\.currentTimeMillis");
  private static final Set<String> FORMATTERS = Set.of("format", "formatted");

  private static final List<ArchRule> RULES =
      List.of(
          noClasses()
              .should()
              .dependOnClassesThat()
              .haveNameMatching(
                  "javax\\.net\\.ssl\\..*(TrustManager|HostnameVerifier|KeyManager).*")
              .because("the JDK decides whom to trust"),
          noClasses()
              .should()
              .dependOnClassesThat(assignableTo(ObjectInputStream.class))
              .because("what was stored could name any class"),
          noClasses()
              .should()
              .callMethodWhere(
                  target(named("com\\.fasterxml\\..*(DefaultTyping|PolymorphicType).*")))
              .because("what arrives could name any class"),
          noClasses()
              .that()
              .haveNameMatching(".*\\.store\\.jdbc\\.(.*Sql|Dialect|TimedConnection|TableName)")
              .should()
              .callMethodWhere(
                  describe(
                      "a text is formatted",
                      (JavaAccess<?> call) ->
                          call.getTargetOwner().isEquivalentTo(String.class)
                              && FORMATTERS.contains(call.getName())))
              .because("values travel as parameters of a statement"),
          noClasses()
              .should()
              .callMethodWhere(target(named("java\\.sql\\.Connection\\.createStatement")))
              .because("only a prepared statement has parameters"),
          noClasses()
              .that()
              .resideInAnyPackage(CORE, CORE + ".client..", CORE + ".http..", CORE + ".internal..")
              .and()
              .doNotHaveSimpleName("TokenClock")
              .should()
              .accessTargetWhere(target(named(CLOCK_READERS.pattern())))
              .orShould()
              .callConstructor(Date.class)
              .because("TokenClock alone knows what a clock that jumps does"),
          noClasses()
              .should()
              .callMethodWhere(
                  describe(
                      "a cause or a suppressed exception is added to an exception of ours",
                      (JavaAccess<?> call) ->
                          call.getTargetOwner().isAssignableTo(ZohoOAuthException.class)
                              && Set.of("initCause", "addSuppressed").contains(call.getName())))
              .because("an exception of others can hold a secret"),
          noClasses()
              .that(belongToAnyOf(ZohoOAuthException.class))
              .should()
              .callMethodWhere(target(named(".*\\.addSuppressed")))
              .because("an exception of others can hold a secret"));

  private static DescribedPredicate<AccessTarget> named(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return describe(
        "it matches " + regex,
        target -> pattern.matcher(target.getOwner().getName() + "." + target.getName()).matches());
  }

  @Test
  void rules_holdForAllClasses() {
    JavaClasses classes = Libraries.all();
    assertThat(classes.size()).as("classes of the libraries").isGreaterThan(200);

    Proof.holds("Q2", RULES, rule -> rule.check(classes));
  }

  /** The rest of core is given a clock. These choose the usual one if they are given none. */
  @Test
  void usualClock_isChosenByTheseAlone() {
    assertThat(callersOf("java\\.time\\.InstantSource\\.system"))
        .containsExactlyInAnyOrder(
            "AccountsServers",
            "AuthorizationRequest",
            "Body",
            "ClientParts",
            "PendingAuthorizations",
            "RevocationEndpoint",
            "SdkTokens",
            "TokenClock");
  }

  /** A pattern that matches no reader of the clock would make a rule that holds for anything. */
  @Test
  void pattern_findsTokenClock() {
    assertThat(callersOf(CLOCK_READERS.pattern())).containsExactly("TokenClock");
  }

  private static List<String> callersOf(String regex) {
    DescribedPredicate<AccessTarget> wanted = named(regex);
    return Libraries.CORE.classes().stream()
        .filter(
            caller ->
                caller.getAccessesFromSelf().stream()
                    .anyMatch(access -> wanted.test(access.getTarget())))
        .map(JavaClass::getSimpleName)
        .toList();
  }
}
