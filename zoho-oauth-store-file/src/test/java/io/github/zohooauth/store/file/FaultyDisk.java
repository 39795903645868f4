package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.function.Supplier;

/** The disk of this machine. Chosen calls fail, before or after they have an effect. */
class FaultyDisk implements FileOps {

  /** A file operation. */
  interface Call<T> {
    T run() throws IOException;
  }

  /** The calls that fail, and their error. */
  record Fault(int first, int last, boolean afterEffect, Supplier<IOException> error) {

    static final Fault NONE = new Fault(0, -1, false, IOException::new);
  }

  private final Fault fault;
  private int calls;

  FaultyDisk(Fault fault) {
    this.fault = fault;
  }

  int calls() {
    return calls;
  }

  private <T> T call(Call<T> call) throws IOException {
    calls++;
    boolean fails = fault.first() <= calls && calls <= fault.last();
    if (fails && !fault.afterEffect()) {
      throw fault.error().get();
    }
    T result = call.run();
    if (fails) {
      throw fault.error().get();
    }
    return result;
  }

  private interface Effect {
    void run() throws IOException;
  }

  private void effect(Effect effect) throws IOException {
    call(
        () -> {
          effect.run();
          return true;
        });
  }

  @Override
  public byte[] read(Path file, int limit) throws IOException {
    return call(() -> DiskFileOps.INSTANCE.read(file, limit));
  }

  @Override
  public NewFile create(Path file) throws IOException {
    NewFile created = call(() -> DiskFileOps.INSTANCE.create(file));
    return new NewFile() {
      @Override
      public void write(byte[] bytes) throws IOException {
        effect(() -> created.write(bytes));
      }

      @Override
      public void sync() throws IOException {
        effect(created::sync);
      }

      @Override
      public void close() throws IOException {
        created.close();
        effect(() -> {});
      }
    };
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    effect(() -> DiskFileOps.INSTANCE.link(link, existing));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    effect(() -> DiskFileOps.INSTANCE.move(from, to));
  }

  @Override
  public boolean delete(Path file) throws IOException {
    return call(() -> DiskFileOps.INSTANCE.delete(file));
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    effect(() -> DiskFileOps.INSTANCE.makeDirectory(directory));
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return call(() -> DiskFileOps.INSTANCE.list(directory));
  }

  @Override
  public void sync(Path directory) throws IOException {
    effect(() -> DiskFileOps.INSTANCE.sync(directory));
  }

  @Override
  public Attributes attributes(Path path) throws IOException {
    return call(() -> DiskFileOps.INSTANCE.attributes(path));
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
