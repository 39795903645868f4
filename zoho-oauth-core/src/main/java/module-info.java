/** OAuth 2.0 for Zoho: the client types of the Zoho API Console behind one token provider. */
module io.github.zohooauth {
  requires transitive java.net.http;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires static org.jspecify;

  exports io.github.zohooauth;
  exports io.github.zohooauth.client;
  exports io.github.zohooauth.http;
  exports io.github.zohooauth.store;
}
