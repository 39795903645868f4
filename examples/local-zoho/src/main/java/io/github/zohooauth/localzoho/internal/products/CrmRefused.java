package io.github.zohooauth.localzoho.internal.products;

import io.github.zohooauth.localzoho.internal.server.Answer;

/** CRM does not take a request, and answers so. */
final class CrmRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  CrmRefused(Answer answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
