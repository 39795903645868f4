module outside {
  requires io.github.zohooauth.localzoho;
  requires io.github.zohooauth.store.file;
  requires java.net.http;
  requires jdk.httpserver; // by local-zoho, which has no descriptor
}
