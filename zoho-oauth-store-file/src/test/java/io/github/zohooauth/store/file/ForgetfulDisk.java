package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A simulated disk that keeps what was synced and, after a power loss, any part of the rest.
 *
 * <p>Each change of a name that was not synced may be kept or lost, in any order. Of content that
 * was not synced, nothing, half, zeros or all is kept.
 */
final class ForgetfulDisk implements FileOps {

  /** The owner of every file. */
  static final String USER = "user";

  /** How many unsynced changes of names may be kept; all older ones are lost. */
  private static final int NEWEST = 7;

  /** A file or directory, which may have several names; null content is a directory. */
  private static final class Node {
    byte @Nullable [] content;
    byte @Nullable [] synced;

    Node(byte @Nullable [] content, byte @Nullable [] synced) {
      this.content = content;
      this.synced = synced;
    }

    boolean isUnsynced() {
      return content != null && !Arrays.equals(content, synced);
    }
  }

  /** A change of the names in a directory. */
  private record Change(Path directory, @Nullable Path gone, @Nullable Path named, Node node) {

    void to(Map<Path, Node> names) {
      if (gone != null) {
        names.remove(gone);
      }
      if (named != null) {
        names.put(named, node);
      }
    }
  }

  private final Map<Path, Node> names = new TreeMap<>();
  private final Map<Path, Node> durable = new TreeMap<>();
  private final List<Change> pending = new ArrayList<>();
  private Runnable beforeEachStep = () -> {};

  ForgetfulDisk(Path root) {
    this(Map.of(root, new Node(null, null)));
  }

  private ForgetfulDisk(Map<Path, Node> after) {
    names.putAll(after);
    durable.putAll(after);
  }

  void beforeEachStep(Runnable look) {
    beforeEachStep = look;
  }

  /** Returns all disks that a power loss at this moment may leave. */
  List<ForgetfulDisk> afterPowerLoss() {
    List<ForgetfulDisk> disks = new ArrayList<>();
    List<Change> newest = pending.subList(Math.max(0, pending.size() - NEWEST), pending.size());
    for (int subset = 0; subset < 1 << newest.size(); subset++) {
      Map<Path, Node> kept = new TreeMap<>(durable);
      for (int i = 0; i < newest.size(); i++) {
        if ((subset & 1 << i) != 0) {
          newest.get(i).to(kept);
        }
      }
      kept.keySet().removeIf(path -> isLost(path, kept));
      int forms = kept.values().stream().anyMatch(Node::isUnsynced) ? 4 : 1;
      for (int form = 0; form < forms; form++) {
        disks.add(new ForgetfulDisk(copies(kept, form)));
      }
    }
    return disks;
  }

  private static boolean isLost(Path path, Map<Path, Node> kept) {
    Path parent = path.getParent();
    return parent != null
        && parent.getParent() != null
        && (!kept.containsKey(parent) || isLost(parent, kept));
  }

  private static Map<Path, Node> copies(Map<Path, Node> kept, int form) {
    Map<Node, Node> copies = new HashMap<>();
    Map<Path, Node> names = new TreeMap<>(kept);
    names.replaceAll((path, node) -> copies.computeIfAbsent(node, n -> afterLoss(n, form)));
    return names;
  }

  private static Node afterLoss(Node node, int form) {
    byte[] content = node.content;
    if (content == null || !node.isUnsynced()) {
      return new Node(content, content);
    }
    byte[] left =
        switch (form) {
          case 0 -> node.synced == null ? new byte[0] : node.synced;
          case 1 -> Arrays.copyOf(content, content.length / 2);
          case 2 -> new byte[content.length];
          default -> content;
        };
    return new Node(left, left);
  }

  /** Flips a bit of a file on the disk. */
  void rot(Path file) {
    Node node = Objects.requireNonNull(names.get(file));
    byte[] rotten = Objects.requireNonNull(node.content).clone();
    rotten[rotten.length / 2] ^= 1;
    node.content = rotten;
    node.synced = rotten;
  }

  private void change(@Nullable Path gone, @Nullable Path named, Node node) {
    Path one = Objects.requireNonNull(named == null ? gone : named);
    Change change = new Change(parent(one), gone, named, node);
    change.to(names);
    pending.add(change);
  }

  private Node node(Path path) throws NoSuchFileException {
    Node node = names.get(path);
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return node;
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private void refuseIfThere(Path path) throws IOException {
    node(parent(path));
    if (names.containsKey(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  @Override
  public byte[] read(Path file, int limit) throws IOException {
    byte[] content = Objects.requireNonNull(node(file).content);
    return Arrays.copyOf(content, Math.min(content.length, limit));
  }

  @Override
  public NewFile create(Path file) throws IOException {
    beforeEachStep.run();
    refuseIfThere(file);
    Node node = new Node(new byte[0], null);
    change(null, file, node);
    return new NewFile() {
      @Override
      public void write(byte[] bytes) {
        beforeEachStep.run();
        node.content = bytes.clone();
      }

      @Override
      public void sync() {
        beforeEachStep.run();
        node.synced = node.content;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    beforeEachStep.run();
    refuseIfThere(link);
    change(null, link, node(existing));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    beforeEachStep.run();
    change(from, to, node(from));
  }

  @Override
  public boolean delete(Path file) {
    beforeEachStep.run();
    Node node = names.get(file);
    if (node != null) {
      change(file, null, node);
    }
    return node != null;
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    beforeEachStep.run();
    refuseIfThere(directory);
    change(null, directory, new Node(null, null));
  }

  @Override
  public List<String> list(Path directory) {
    return names.keySet().stream()
        .filter(path -> directory.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .toList();
  }

  @Override
  public void sync(Path directory) {
    beforeEachStep.run();
    pending.stream().filter(c -> c.directory().equals(directory)).forEach(c -> c.to(durable));
    pending.removeIf(c -> c.directory().equals(directory));
  }

  @Override
  public Attributes attributes(Path path) throws IOException {
    return new Attributes(USER, node(path).content == null ? Kind.DIRECTORY : Kind.FILE, false);
  }

  @Override
  public UserPrincipal owner(Path path) {
    return () -> USER;
  }

  @Override
  public String fileSystem(Path path) {
    return "memory";
  }
}
