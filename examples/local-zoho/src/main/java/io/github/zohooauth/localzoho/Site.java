package io.github.zohooauth.localzoho;

/** What answers the requests to one server. */
interface Site {
  Answer answer(ReceivedRequest request);
}
