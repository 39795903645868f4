package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The disk of this machine, on which chosen operations hang until a test releases them. */
final class HangingDisk implements FileOps {

  private static final int NAME = 64;

  /** The file operations of one record. */
  private static final class RecordFiles {
    final AtomicInteger inProgress = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    final CompletableFuture<Boolean> hangs = new CompletableFuture<>();
  }

  private final Map<String, RecordFiles> records = new ConcurrentHashMap<>();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  /** Returns a future that completes when this record hangs, at its n-th operation from now. */
  CompletableFuture<Boolean> hang(String name, int number) {
    RecordFiles record = of(name);
    record.left.set(number);
    return record.hangs;
  }

  /** Lets all records go on. None hangs from now on. */
  void release() {
    released.countDown();
  }

  /** Returns the largest number of operations that one record had in progress at a time. */
  int mostOfOneRecord() {
    return most.get();
  }

  private RecordFiles of(String name) {
    return records.computeIfAbsent(name, n -> new RecordFiles());
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T call(Path file, Call<T> call) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.length() < NAME) {
      return call.run(); // of no record
    }
    RecordFiles record = of(name.substring(0, NAME));
    most.accumulateAndGet(record.inProgress.incrementAndGet(), Math::max);
    try {
      if (record.left.decrementAndGet() == 0) {
        record.hangs.complete(true);
        released.await();
      }
      return call.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      record.inProgress.decrementAndGet();
    }
  }

  @Override
  public byte[] read(Path file, int limit) throws IOException {
    return call(file, () -> DiskFileOps.INSTANCE.read(file, limit));
  }

  @Override
  public NewFile create(Path file) throws IOException {
    NewFile created = call(file, () -> DiskFileOps.INSTANCE.create(file));
    return new NewFile() {
      @Override
      public void write(byte[] bytes) throws IOException {
        boolean unused =
            call(
                file,
                () -> {
                  created.write(bytes);
                  return true;
                });
      }

      @Override
      public void sync() throws IOException {
        boolean unused =
            call(
                file,
                () -> {
                  created.sync();
                  return true;
                });
      }

      @Override
      public void close() throws IOException {
        created.close();
      }
    };
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    DiskFileOps.INSTANCE.link(link, existing);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    boolean unused =
        call(
            to,
            () -> {
              DiskFileOps.INSTANCE.move(from, to);
              return true;
            });
  }

  @Override
  public boolean delete(Path file) throws IOException {
    return call(file, () -> DiskFileOps.INSTANCE.delete(file));
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    DiskFileOps.INSTANCE.makeDirectory(directory);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return DiskFileOps.INSTANCE.list(directory);
  }

  @Override
  public void sync(Path directory) throws IOException {
    DiskFileOps.INSTANCE.sync(directory);
  }

  @Override
  public Attributes attributes(Path path) throws IOException {
    return call(path, () -> DiskFileOps.INSTANCE.attributes(path));
  }

  @Override
  public UserPrincipal owner(Path path) throws IOException {
    return DiskFileOps.INSTANCE.owner(path);
  }

  @Override
  public String fileSystem(Path path) throws IOException {
    return DiskFileOps.INSTANCE.fileSystem(path);
  }
}
