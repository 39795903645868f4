package io.github.zohooauth.localzoho;

/** The leads of every organization, each environment apart. Thread-safe. */
final class CrmRecords {}
