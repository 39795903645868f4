package io.github.zohooauth.examples.benchmarks.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.store.TokenCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** The least that does it: read and parse; write, sync, rename, sync the directory. */
public final class RawFiles implements TokenFiles {

  private final Path directory;

  public RawFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  private Path file(int owner) {
    return directory.resolve(owner + ".json");
  }

  private static byte[] bytes(int owner) {
    return TokenCodec.plain().encode(Store.key(owner), Store.token(owner)).getBytes(UTF_8);
  }

  @Override
  public void fill(int owners) throws IOException {
    for (int owner = 0; owner < owners; owner++) {
      Files.write(file(owner), bytes(owner));
    }
  }

  @Override
  public String load(int owner) throws IOException {
    String text = new String(Files.readAllBytes(file(owner)), UTF_8);
    return Objects.requireNonNull(TokenCodec.plain().decode(Store.key(owner), text).refreshToken());
  }

  @Override
  public void save(int owner) throws IOException {
    Path temporary = directory.resolve(owner + ".tmp");
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes(owner)));
      channel.force(true);
    }
    Files.move(temporary, file(owner), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
