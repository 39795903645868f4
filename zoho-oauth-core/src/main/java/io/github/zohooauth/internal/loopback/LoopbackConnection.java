package io.github.zohooauth.internal.loopback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.internal.loopback.LoopbackPage.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection: reads one request, sends one reply, and then reads on until the browser ends. */
final class LoopbackConnection {

  /** Large, because browsers also send the cookies of all other programs on localhost. */
  private static final int MAX_HEAD = 64 * 1024;

  private static final int MAX_IGNORED = 1024 * 1024;

  private final SocketChannel channel;
  private final StringBuilder received = new StringBuilder();
  private @Nullable Request request;
  private int ignored;
  private boolean replied;
  private boolean ended;
  private long deadline;

  /**
   * Takes over a channel that does not block.
   *
   * @param deadline when to close the connection at the latest, in {@code nanoTime}
   */
  LoopbackConnection(SocketChannel channel, long deadline) {
    this.channel = channel;
    this.deadline = deadline;
  }

  long deadline() {
    return deadline;
  }

  void endBy(long earlier) {
    deadline = earlier - deadline < 0 ? earlier : deadline;
  }

  /** Returns whether nothing more will come from the other side. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Reads what has arrived.
   *
   * @return the reply if it is now due, else null
   */
  @Nullable Reply read(ByteBuffer buffer, LoopbackRules rules) {
    try {
      int count;
      while ((count = channel.read(buffer.clear())) > 0) {
        if (replied) {
          ignored += count;
          ended |= ignored > MAX_IGNORED;
          continue;
        }
        Reply reply = add(buffer.flip(), rules);
        if (reply != null) {
          return reply;
        }
      }
      ended |= count < 0;
    } catch (IOException e) {
      ended = true;
    }
    return null;
  }

  private @Nullable Reply add(ByteBuffer more, LoopbackRules rules) {
    int searched = Math.max(0, received.length() - 3);
    received.append(ISO_8859_1.decode(more));
    return request == null ? readHead(searched, rules) : readBody(request, rules);
  }

  private @Nullable Reply readHead(int searched, LoopbackRules rules) {
    int end = received.indexOf("\r\n\r\n", searched);
    if (end < 0 || end > MAX_HEAD) {
      return received.length() > MAX_HEAD ? LoopbackPage.refusal(431) : null;
    }
    Request head = Request.parse(received.substring(0, end));
    if (head == null) {
      return LoopbackPage.refusal(400);
    }
    request = head;
    received.delete(0, end + 4);
    Reply reply = rules.reply(head);
    return reply == null ? readBody(head, rules) : reply;
  }

  private @Nullable Reply readBody(Request head, LoopbackRules rules) {
    int length = head.contentLength();
    return received.length() < length ? null : rules.replyTo(received.substring(0, length));
  }

  /**
   * Sends the reply. A few kilobytes always fit into the send buffer of a new socket.
   *
   * <p>The connection stays open for reading: if a socket is closed before all that came is read,
   * the browser may lose the reply.
   */
  void send(Reply reply) {
    replied = true;
    received.setLength(0);
    received.trimToSize();
    try {
      channel.write(UTF_8.encode(reply.response));
      channel.shutdownOutput();
    } catch (IOException e) {
      ended = true;
    }
  }

  void close() throws IOException {
    channel.close();
  }

  /**
   * The head of an HTTP request.
   *
   * @param query what follows the question mark, undecoded; a secret, and empty if there is none
   * @param headers by their names in lower case
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3">RFC 9112, section 3</a>
   */
  record Request(String method, String path, String query, Map<String, String> headers) {

    private static final Pattern FIRST_LINE =
        Pattern.compile(
            "([A-Z]{1,16}) (/[\\x21-\\x7e&&[^#?]]*+)(?:\\?([\\x21-\\x7e&&[^#]]*+))? HTTP/1\\.[01]");

    /** Never backtracks, so a long line costs no more than reading it once. */
    private static final Pattern HEADER =
        Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]++):([^\\x00-\\x08\\x0a-\\x1f\\x7f]*+)");

    private static final int MAX_LINES = 1024;

    /** With two of these, two readers could understand one request in two ways. */
    private static final Set<String> ONCE =
        Set.of("host", "origin", "content-length", "transfer-encoding", LoopbackPage.KEY_HEADER);

    /** Parses a head without its last empty line. Returns null if it is malformed. */
    static @Nullable Request parse(String head) {
      String[] lines = head.split("\r\n", -1);
      Matcher first = FIRST_LINE.matcher(lines[0]);
      if (!first.matches() || lines.length > MAX_LINES) {
        return null;
      }
      Map<String, String> headers = new HashMap<>();
      for (int i = 1; i < lines.length; i++) {
        Matcher header = HEADER.matcher(lines[i]);
        if (!header.matches()) {
          return null;
        }
        String name = header.group(1).toLowerCase(Locale.ROOT);
        if (headers.put(name, header.group(2).strip()) != null && ONCE.contains(name)) {
          return null;
        }
      }
      String query = first.group(3) == null ? "" : first.group(3);
      return new Request(first.group(1), first.group(2), query, headers);
    }

    @Nullable String header(String name) {
      return headers.get(name);
    }

    /** Returns the length of the body, or -1 if the head does not state it. */
    int contentLength() {
      String length = headers.get("content-length");
      boolean known = length != null && length.matches("\\d{1,9}");
      return known && !headers.containsKey("transfer-encoding") ? Integer.parseInt(length) : -1;
    }

    @Override
    public String toString() {
      return "Request[redacted]";
    }
  }
}
