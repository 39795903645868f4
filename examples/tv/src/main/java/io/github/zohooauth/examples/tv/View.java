package io.github.zohooauth.examples.tv;

/** What fills the screen. */
@FunctionalInterface
interface View {
  void draw(Canvas canvas);
}
