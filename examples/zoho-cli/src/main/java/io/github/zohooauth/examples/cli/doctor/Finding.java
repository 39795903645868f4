package io.github.zohooauth.examples.cli.doctor;

/**
 * What a check found. It has no secret.
 *
 * @param check the name of the check, such as {@code client ID}
 * @param found what is so
 * @param advice what to do; empty if nothing has to be done
 */
public record Finding(String check, Outcome outcome, String found, String advice) {}
