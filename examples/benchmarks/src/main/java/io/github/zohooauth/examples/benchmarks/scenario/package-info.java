/** What is measured, each in one file. */
@NullMarked
package io.github.zohooauth.examples.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
