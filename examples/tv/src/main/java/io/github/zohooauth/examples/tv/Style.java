package io.github.zohooauth.examples.tv;

import com.googlecode.lanterna.TextColor;

/** How text looks: each pair of colors has the contrast of WCAG's level AA. */
enum Style {
  TEXT("#e2e8f0", "#0f172a", false),
  MUTED("#a3b1c6", "#0f172a", false),
  TITLE("#ffffff", "#0f172a", true),
  ACCENT("#7dd3fc", "#0f172a", true),
  BAR("#0f172a", "#7dd3fc", true),
  SELECTED("#ffffff", "#1d4ed8", true),
  CODE("#0f172a", "#fde68a", true),
  PAPER("#000000", "#ffffff", false);

  @SuppressWarnings("ImmutableEnumChecker") // colors do not change
  final TextColor ink;

  @SuppressWarnings("ImmutableEnumChecker") // nor does this one
  final TextColor paper;

  final boolean bold;

  Style(String ink, String paper, boolean bold) {
    this.ink = TextColor.Factory.fromString(ink);
    this.paper = TextColor.Factory.fromString(paper);
    this.bold = bold;
  }
}
