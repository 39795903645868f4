package io.github.zohooauth.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.setting.OnThisMachine;
import io.github.zohooauth.examples.setting.Printed;
import org.junit.jupiter.api.Test;

class LeadsJobTest {

  @Test
  void run_countsTheLeadsOfWhomeverSignedIn() throws Exception {
    try (OnThisMachine here = OnThisMachine.start()) {
      here.signIn();
      Printed printed = new Printed();
      LeadsJob.run(here.registration(), here.database(), printed.out());
      assertThat(printed.text()).isEqualToNormalizingNewlines("user1@eu.example: 2 leads\n");
    }
  }
}
