package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks all types of the library, and finds no secret in what any object of them shows. */
class LeakWalkTest {

  /** Records that hold nothing from outside. */
  private static final Set<String> WITHOUT_SECRETS =
      Set.of("Row", "RenewalDecision", "GuardedLease", "Place", "Refusal");

  private static final DataCenter EU =
      DataCenter.of("eu", URI.create("http://localhost"), URI.create(Issued.BASE));

  private static SelfClient.Builder builder() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(Secret.CLIENT_SECRET.value)
        .clientSecret(DataCenter.IN, Secret.OTHER_CLIENT_SECRET.value)
        .dataCenter(EU);
  }

  private static StoredToken stored() {
    AccessToken token =
        new AccessToken(
            Secret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Set.of("ZohoCRM.modules.ALL"),
            URI.create(Issued.BASE));
    return StoredToken.refreshing(EU, Secret.STORED_REFRESH_TOKEN.value)
        .withAccessToken(token, Scene.NOW)
        .withDetail("a", Secret.IN_HEADER.value)
        .withNotes(RenewalNotes.NONE.refusing(Secret.STORED_REFRESH_TOKEN.value, EU));
  }

  /** Objects that hold all secrets between them; a new public type or record joins here. */
  private static Set<Object> objects() {
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, stored());
    SelfClient client = builder().tokenStore(store).clock(() -> Scene.NOW).build();
    client.getAccessToken();
    Answer answer =
        Answer.of(
            200,
            Canned.json(200, Issued.to(Call.EXCHANGE).json()).body(),
            Optional.of(Secret.IN_HEADER.value));
    return ObjectWalk.from(
        client,
        builder(),
        builder().clientCredentials(Call.SOID, Call.ASKED_SCOPES).build(),
        store,
        stored(),
        answer,
        answer.tokens(),
        Grant.authorizationCode(Secret.CODE.value),
        new FormPost.Form(Map.of("token", Secret.CODE.value), Secret.IN_HEADER.value, true),
        Failures.of(Secret.CODE.value));
  }

  @Test
  void toString_ofEveryObject_showsNoSecret() {
    assertThat(objects())
        .allSatisfy(
            object ->
                assertThat(Secret.shownIn(object.toString()))
                    .as("%s", object.getClass())
                    .isEmpty());
  }

  @Test
  void walk_seesEveryPublicType_andEveryRecord() throws Exception {
    Set<Class<?>> seen = new HashSet<>();
    objects().forEach(object -> seen.add(object.getClass()));
    List<Class<?>> due =
        OwnClasses.all().stream()
            .filter(type -> Modifier.isPublic(type.getModifiers()) || type.isRecord())
            .filter(type -> !type.isInterface() && !type.isEnum())
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .filter(type -> !WITHOUT_SECRETS.contains(type.getSimpleName()))
            .toList();
    assertThat(due).hasSizeGreaterThan(15);
    assertThat(seen).as("add a sample to objects()").containsAll(due);
  }

  @Test
  void serializable_areExceptionsAlone() throws Exception {
    List<Class<?>> serializable =
        OwnClasses.all().stream()
            .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isEnum())
            .filter(Serializable.class::isAssignableFrom)
            .toList();
    assertThat(serializable)
        .isNotEmpty()
        .allSatisfy(type -> assertThat(type).isAssignableTo(Throwable.class));
  }
}
