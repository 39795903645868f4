package io.github.zohooauth.examples.tv;

/** What the viewer wants next. */
enum Wish {
  GO_ON,
  SIGN_OUT,
  QUIT
}
