package io.github.zohooauth.examples.ownstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of token stores fails on a store with a mistake, and passes on one without. */
class ContractMutantsTest {

  private static final String ENDS = "lease_thatIsNotGivenBack_ends_andItsHolderWritesNothing";
  private static final String LASTS = "lease_lastsForOneCallToZoho";
  private static final String EXCLUDES = "lease_excludesTheOtherStoreObjects_overTheSamePlace";
  private static final String OUTAGE = "outage_isAFailure_andNotAnEmptyStore";

  private static Map<String, Throwable> failures(Class<?> store) {
    return ContractRun.failures(AnyStoreContract.class, Map.of("store", store.getName()));
  }

  @Test
  void store_withoutAMistake_passes() {
    assertThat(failures(SharedTokenStore.class)).isEmpty();
  }

  static Stream<Arguments> mutants() {
    return Stream.of(
        Arguments.of(Mutants.EndlessLease.class, List.of(ENDS)),
        Arguments.of(Mutants.ShortLease.class, List.of(LASTS)),
        Arguments.of(Mutants.LeaseOfOneObject.class, List.of(EXCLUDES, LASTS)),
        Arguments.of(Mutants.LeaseOfOneJvm.class, List.of(EXCLUDES, LASTS)),
        Arguments.of(Mutants.OutageAsEmpty.class, List.of(OUTAGE)),
        Arguments.of(Mutants.OutageAsHeld.class, List.of(OUTAGE)),
        Arguments.of(
            Mutants.CloseOfAnyLease.class, List.of(ENDS, "lease_isHeldByOne_untilItIsClosed")),
        Arguments.of(Mutants.WriteWithoutLease.class, List.of(ENDS)),
        Arguments.of(
            Mutants.WriteOverASave.class, List.of("replace_afterSomebodySaved_writesNothing")),
        Arguments.of(Mutants.ExpiringRecord.class, List.of(ENDS, LASTS)));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void store_withAMistake_fails(Class<?> mutant, List<String> tests) {
    assertThat(failures(mutant)).containsKeys(tests.toArray(new String[0]));
  }
}
