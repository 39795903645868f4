module outside {
  requires io.github.zohooauth.store.file;
  requires jdk.httpserver;
}
