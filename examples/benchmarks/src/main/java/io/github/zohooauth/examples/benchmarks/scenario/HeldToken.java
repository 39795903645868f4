package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.library.Cache;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A token that is there and good, asked for again and again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeldToken {

  @Param({"FLOOR"})
  public Contender contender = Contender.FLOOR;

  @Param({""})
  public String endpoint = "";

  @SuppressWarnings("NullAway.Init") // by fill()
  private Cache cache;

  @Setup
  public void fill() throws Exception {
    cache = contender.cache(URI.create(endpoint));
    cache.token();
  }

  @Benchmark
  public Object token() throws Exception {
    return cache.token();
  }
}
