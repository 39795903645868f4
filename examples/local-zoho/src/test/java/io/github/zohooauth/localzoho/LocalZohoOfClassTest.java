package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where all tests of a class have one local Zoho, and when it is closed. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class LocalZohoOfClassTest {
  private static final List<LocalZoho> SEEN = new ArrayList<>();
  private static final List<URI> SERVERS = new ArrayList<>();

  private static void see(LocalZoho zoho) {
    SEEN.add(zoho);
    URI server = zoho.accountsServer("eu");
    SERVERS.add(server);
    assertThat(Wire.get(server, "/oauth/serverinfo").statusCode()).isEqualTo(200);
  }

  @Nested
  @Order(1)
  @ExtendWith(LocalZohoExtension.class)
  class WithBeforeAll {
    WithBeforeAll(LocalZoho zoho) {
      see(zoho);
    }

    @BeforeAll
    static void start(LocalZoho zoho) {
      SEEN.clear();
      SERVERS.clear();
      see(zoho);
    }

    @RepeatedTest(2)
    @DisplayName("a parameter of @BeforeAll is one for constructor and tests")
    void tests_haveOne(LocalZoho zoho) {
      see(zoho);
    }

    @Nested
    class Inner {
      @Test
      @DisplayName("and for the nested classes")
      void nested_hasIt(LocalZoho zoho) {
        see(zoho);
      }
    }

    @AfterAll
    static void end(LocalZoho zoho) {
      see(zoho);
      assertThat(SEEN).hasSize(8).containsOnly(zoho);
      assertThat(zoho.requests()).as("each sees what the others did").hasSize(8);
    }
  }

  @Nested
  @Order(2)
  class Afterwards {
    @Test
    @DisplayName("it is closed after all tests of the class")
    void ofClass_isClosed() {
      assertThat(SERVERS).isNotEmpty();
      for (URI server : SERVERS) {
        assertThatThrownBy(() -> Wire.get(server, "/oauth/serverinfo"))
            .hasCauseInstanceOf(ConnectException.class);
      }
    }
  }

  @Nested
  @Order(3)
  @TestInstance(Lifecycle.PER_CLASS)
  @ExtendWith(LocalZohoExtension.class)
  class PerClass {
    private final LocalZoho constructed;

    PerClass(LocalZoho zoho) {
      constructed = zoho;
    }

    @RepeatedTest(2)
    @DisplayName("a parameter of the constructor is one for all tests of a PER_CLASS class")
    void tests_haveThatOfTheConstructor(LocalZoho zoho) {
      assertThat(zoho).isSameAs(constructed);
    }
  }

  @Nested
  @Order(4)
  @ExtendWith(LocalZohoExtension.class)
  class WithoutEither {
    private static final List<LocalZoho> OWN = new ArrayList<>();

    @RepeatedTest(2)
    @DisplayName("without either, each test has its own")
    void tests_haveTheirOwn(LocalZoho zoho) {
      assertThat(OWN).doesNotContain(zoho);
      OWN.add(zoho);
    }
  }
}
