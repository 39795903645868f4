package io.github.zohooauth.examples.readme;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.PendingAuthorizations;
import io.github.zohooauth.http.ApiAuthorization;
import java.net.URI;
import javax.sql.DataSource;

/** What is around the blocks of the guides: the reader's own program, to compile them with. */
public abstract class Surroundings {

  protected String sessionId;
  protected String queryString;
  protected String userId;
  protected AccessToken token;
  protected AuthorizationRequest answered;
  protected PendingAuthorizations pending;
  protected ApiAuthorization api;
  protected DataSource dataSource;

  protected abstract void redirectTo(URI uri);

  protected abstract void browse(URI uri);

  protected abstract void show(String text);

  protected abstract void setCookie(String header);

  protected abstract String cookie(String name);

  /** As Mockito has it. */
  protected abstract <T> T mock(Class<T> type);

  protected abstract <T> Stubbing<T> when(T call);

  protected interface Stubbing<T> {
    void thenReturn(Object value);
  }

  /** A class of the reader's. */
  public record Report(TokenProvider tokens) {
    public String authorization() {
      return tokens.getAccessToken().authorizationHeader();
    }
  }
}
