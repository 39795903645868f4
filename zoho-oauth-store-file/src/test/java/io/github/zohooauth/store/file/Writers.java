package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenCodec;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process of four threads that save until they are killed, and say so: {@code begin 3 17} before
 * token 17 goes to key 3, {@code end 3 17} once it is saved, {@code failed 3 17} if it is not.
 */
final class Writers {

  private Writers() {}

  /**
   * Arguments: directory, number of keys, first number, and whether each save is a store's first.
   */
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
      store.save(Given.key(key), Given.token(number));
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
