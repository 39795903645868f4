package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.ZohoOAuthException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A test of another project makes every failure, and a program handles each kind. */
class FailuresTest {

  private static final Throwable CAUSE = new IOException("1000.secret");

  private static final List<ZohoOAuthException> SHORT =
      List.of(
          new AuthorizationRequiredException("m"),
          new ConfigurationException("m"),
          new RateLimitedException("m", Fakes.NOON),
          new TemporaryFailureException("m"),
          new UnreadableRecordException("m"),
          new TokenStoreException("m"));

  private static final List<ZohoOAuthException> WITH_CAUSE =
      List.of(
          new AuthorizationRequiredException("m", CAUSE),
          new ConfigurationException("m", CAUSE),
          new RateLimitedException("m", Fakes.NOON, CAUSE, null, null, null),
          new TemporaryFailureException("m", CAUSE),
          new UnreadableRecordException("m", CAUSE),
          new TokenStoreException("m", CAUSE));

  private static final List<ZohoOAuthException> WHOLE =
      List.of(
          new AuthorizationRequiredException("m", null, "eu", "1000.A", "invalid_code"),
          new ConfigurationException("m", null, "eu", "1000.A", "invalid_client"),
          new RateLimitedException("m", Fakes.NOON, null, "eu", "1000.A", "Access Denied"),
          new TemporaryFailureException("m", null, "eu", "1000.A", "general_error"),
          new UnreadableRecordException("m", null, "eu", "1000.A"),
          new TokenStoreException("m", null, "eu", "1000.A"));

  private static final List<String> HANDLED =
      List.of("sign in", "configure", "wait until " + Fakes.NOON, "retry", "keep", "repair");

  @Test
  void everyConstructor_makesTheKindThatAProgramHandles() {
    for (List<ZohoOAuthException> failures : List.of(SHORT, WITH_CAUSE, WHOLE)) {
      assertEquals(HANDLED, failures.stream().map(each -> handled(failing(each))).toList());
    }
    for (ZohoOAuthException failure : WHOLE) {
      assertEquals("m", failure.getMessage());
      assertEquals(Optional.of("eu"), failure.dataCenter());
      assertEquals(Optional.of("1000.A"), failure.clientId());
      assertEquals(!(failure instanceof TokenStoreException), failure.errorCode().isPresent());
    }
    for (ZohoOAuthException failure : WITH_CAUSE) {
      assertTrue(failure.getCause().getMessage().startsWith("java.io.IOException "));
      assertEquals(Optional.empty(), failure.errorCode());
    }
  }

  /** The kinds are sealed: these are all, on the class path and on the module path. */
  @Test
  void kinds_areSealed() {
    assertTrue(ZohoOAuthException.class.isSealed());
    assertEquals(5, ZohoOAuthException.class.getPermittedSubclasses().length);
    assertEquals(1, TokenStoreException.class.getPermittedSubclasses().length);
  }

  private static TokenProvider failing(ZohoOAuthException failure) {
    return () -> {
      throw failure;
    };
  }

  private static String handled(TokenProvider tokens) {
    try {
      return tokens.getAccessToken().value();
    } catch (AuthorizationRequiredException e) {
      return "sign in";
    } catch (ConfigurationException e) {
      return "configure";
    } catch (RateLimitedException e) {
      return "wait until " + e.retryAt();
    } catch (TemporaryFailureException e) {
      return "retry";
    } catch (UnreadableRecordException e) {
      return "keep";
    } catch (TokenStoreException e) {
      return "repair";
    }
  }
}
