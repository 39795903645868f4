package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenCodec;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process with four threads that save until the process is killed.
 *
 * <p>They print {@code begin 3 17} before token 17 is saved under key 3, then {@code end 3 17}, or
 * {@code failed 3 17} if the save fails.
 */
final class WriterProcess {

  private WriterProcess() {}

  /** Arguments: directory, number of keys, first number, a new store per save, encrypted. */
  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    int keys = Integer.parseInt(args[1]);
    AtomicInteger numbers = new AtomicInteger(Integer.parseInt(args[2]));
    boolean first = Boolean.parseBoolean(args[3]);
    TokenCodec codec = codec(Boolean.parseBoolean(args[4]));
    FileTokenStore store = open(directory, codec);
    System.out.println("ready");
    for (int i = 0; i < 4; i++) {
      new Thread(
              () -> {
                while (true) {
                  int number = numbers.incrementAndGet();
                  int key = first ? number : ThreadLocalRandom.current().nextInt(keys);
                  System.out.println("begin " + key + " " + number);
                  FileTokenStore here =
                      first ? open(directory.resolve("first-" + number), codec) : store;
                  System.out.println(saved(here, key, number) + " " + key + " " + number);
                }
              })
          .start();
    }
  }

  private static String saved(FileTokenStore store, int key, int number) {
    try {
      store.save(TokenFixture.key(key), TokenFixture.token(number));
      return "end";
    } catch (TokenStoreException e) {
      return "failed";
    }
  }

  static TokenCodec codec(boolean encrypted) {
    return encrypted ? TokenCodec.aesGcm(KeyRing.of("test", new byte[32])) : TokenCodec.plain();
  }

  static FileTokenStore open(Path directory, TokenCodec codec) {
    return FileTokenStore.builder().directory(directory).codec(codec).build();
  }
}
