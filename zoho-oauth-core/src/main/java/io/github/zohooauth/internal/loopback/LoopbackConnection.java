package io.github.zohooauth.internal.loopback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.internal.loopback.LoopbackPage.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection: reads one request, sends one reply, and then reads on until the browser ends. */
final class LoopbackConnection {

  /** Large, because browsers also send the cookies of all other programs on localhost. */
  private static final int MAX_HEAD = 64 * 1024;

  private static final int MAX_IGNORED = 1024 * 1024;

  private final SocketChannel channel;
  private final StringBuilder received = new StringBuilder();
  private @Nullable LoopbackRequest request;
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
        Reply reply = replied ? ignore(count) : add(buffer.flip(), rules);
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

  private @Nullable Reply ignore(int count) {
    ignored += count;
    ended |= ignored > MAX_IGNORED;
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
    LoopbackRequest head = LoopbackRequest.parse(received.substring(0, end));
    if (head == null) {
      return LoopbackPage.refusal(400);
    }
    request = head;
    received.delete(0, end + 4);
    Reply reply = rules.reply(head);
    return reply == null ? readBody(head, rules) : reply;
  }

  private @Nullable Reply readBody(LoopbackRequest head, LoopbackRules rules) {
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
}
