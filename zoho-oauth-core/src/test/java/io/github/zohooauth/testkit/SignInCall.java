package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SignInScene;
import org.jspecify.annotations.Nullable;

/**
 * The calls to an accounts server that it takes to sign users in, beside those of {@link
 * TokenCall}.
 */
public enum SignInCall {
  /** A redirect has brought a code. */
  CODE_OF_A_REDIRECT,
  /** A refresh token that is stored is to have more scopes. */
  MORE_SCOPES,
  /** A device needs a code to show. */
  DEVICE_CODE,
  /** A device asks whether its user has decided. */
  DEVICE_TOKEN,
  /** It is asked whose token the stored one is. */
  USER_INFO,
  /** The keys are needed that sign id_tokens. */
  KEYS;

  /** Makes the call; most bring no token. */
  public @Nullable AccessToken through(SignInScene scene) {
    return switch (this) {
      case CODE_OF_A_REDIRECT -> {
        AuthorizationRequest request = scene.web.authorizationRequest("A.b");
        String query = "code=" + PlantedSecret.CODE.value + "&state=" + request.state();
        yield scene.web.exchange(request, query, signIn -> Scene.KEY.owner()).accessToken();
      }
      case MORE_SCOPES -> none(scene.web.scopeEnhancement(Scene.KEY.owner(), "A.b"));
      case DEVICE_CODE -> none(scene.device.deviceAuthorization("A.b"));
      case DEVICE_TOKEN ->
          scene.device.exchange(scene.device.deviceAuthorization("A.b")).accessToken();
      case USER_INFO -> none(scene.web.userInfo(Scene.KEY.owner()));
      case KEYS -> none(scene.app.verifyIdToken(scene.idToken, scene.dataCenter));
    };
  }

  private static @Nullable AccessToken none(Object brought) {
    return brought instanceof AccessToken token ? token : null;
  }

  /** Whether it makes another call first, which is to be answered as usual. */
  public boolean hasPrompt() {
    return this == DEVICE_TOKEN;
  }
}
