package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A local Zoho in the tests of somebody else, whose JUnit is an old one. */
class OldJUnitTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<URI> BY_PARAMETER = new ArrayList<>();

  private static int status(URI accountsServer) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(accountsServer.resolve("/oauth/serverinfo")).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static void assertClosed(List<URI> earlier) {
    earlier.forEach(uri -> assertThrows(ConnectException.class, () -> status(uri)));
  }

  @AfterAll
  static void allRan_andTheLastIsClosed() {
    assertEquals(2, BY_PARAMETER.size());
    assertClosed(BY_PARAMETER);
  }

  @Nested
  @ExtendWith(LocalZohoExtension.class)
  class ByParameter {
    private LocalZoho before;

    @BeforeEach
    void setUp(LocalZoho zoho) {
      before = zoho;
    }

    @RepeatedTest(2)
    void eachTest_hasItsOwn_andTheEarlierOneIsClosed(LocalZoho zoho) throws Exception {
      assertSame(before, zoho);
      assertTrue(zoho.requests().isEmpty());
      assertClosed(BY_PARAMETER);
      BY_PARAMETER.add(zoho.accountsServer("eu"));
      assertEquals(200, status(zoho.accountsServer("eu")));
    }
  }

  @Nested
  @ExtendWith(LocalZohoExtension.class)
  class ByConstructor {
    private static final List<URI> EARLIER = new ArrayList<>();

    private final LocalZoho constructed;

    ByConstructor(LocalZoho zoho) {
      constructed = zoho;
    }

    @AfterAll
    static void allRan() {
      assertEquals(3, EARLIER.size());
    }

    @RepeatedTest(2)
    void eachTest_hasItsOwn_andTheEarlierOneIsClosed(LocalZoho zoho) throws Exception {
      assertOwn(zoho);
    }

    @Test
    void constructorAlone_isEnough() throws Exception {
      assertOwn(constructed);
    }

    private void assertOwn(LocalZoho zoho) throws Exception {
      assertSame(constructed, zoho);
      assertFalse(EARLIER.contains(zoho.accountsServer("eu")));
      assertTrue(zoho.requests().isEmpty());
      assertClosed(EARLIER);
      EARLIER.add(zoho.accountsServer("eu"));
      assertEquals(200, status(zoho.accountsServer("eu")));
    }
  }

  @Nested
  @ExtendWith(LocalZohoExtension.class)
  class ByBeforeAll {
    private static LocalZoho ofClass;

    private final LocalZoho constructed;

    ByBeforeAll(LocalZoho zoho) {
      constructed = zoho;
    }

    @BeforeAll
    static void start(LocalZoho zoho) {
      ofClass = zoho;
    }

    @RepeatedTest(2)
    void allTests_haveOne(LocalZoho zoho) throws Exception {
      assertSame(ofClass, constructed);
      assertSame(ofClass, zoho);
      assertEquals(200, status(zoho.accountsServer("eu")));
    }

    @AfterAll
    static void allRan(LocalZoho zoho) {
      assertSame(ofClass, zoho);
      assertEquals(2, zoho.requests().size());
    }
  }
}
