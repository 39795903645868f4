/**
 * What the library costs, beside its peers and beside the least that does the work.
 *
 * <p>A {@link io.github.zohooauth.examples.benchmarks.Scenario} is one thing that is measured, and
 * returns rows of the one table. To add one: write a class in {@code scenario}, name it in {@link
 * io.github.zohooauth.examples.benchmarks.Benchmarks}, and add a library that takes part for the
 * first time to {@link io.github.zohooauth.examples.benchmarks.Contender}, whose order is that of
 * the columns. Have all contenders take their turns in each round, the floor first, and put every
 * sample into {@link io.github.zohooauth.examples.benchmarks.Samples}; a {@link
 * io.github.zohooauth.examples.benchmarks.Reading} makes cells of them, and a {@link
 * io.github.zohooauth.examples.benchmarks.Bar} says what this library has to reach. Measure in a
 * {@link io.github.zohooauth.examples.benchmarks.ChildJvm} of its own what another contender's
 * classes, heap or threads would disturb. With {@code Size.SMOKE} it only has to run. Processes of
 * many owners are in {@code owners}, each with a case that starts it and makes rows of its numbers.
 */
@NullMarked
package io.github.zohooauth.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
