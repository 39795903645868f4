package io.github.zohooauth.internal.loopback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a redirect URI: it brings one request, gets one reply, and is then read to its
 * end, as a socket closed before that takes the reply back.
 */
final class LoopbackConnection {

  /** Browsers send the cookies of all other programs on localhost along. */
  private static final int MAX_HEAD = 64 * 1024;

  private static final int MAX_IGNORED = 1024 * 1024;

  private final SocketChannel channel;
  private byte[] received = new byte[1024];
  private int length;
  private int bodyFrom;
  private @Nullable LoopbackRequest head;
  private boolean replied;
  private boolean ended;
  private long leavesBy;

  /**
   * Begins.
   *
   * @param leavesBy until when it may stay, in {@code nanoTime}
   */
  LoopbackConnection(SocketChannel channel, long leavesBy) {
    this.channel = channel;
    this.leavesBy = leavesBy;
  }

  long leavesBy() {
    return leavesBy;
  }

  void leaveBy(long soon) {
    leavesBy = soon - leavesBy < 0 ? soon : leavesBy;
  }

  /**
   * Takes what has come in.
   *
   * @return the reply that is now due; null if there is none, yet or any more
   */
  @Nullable LoopbackReply read(ByteBuffer buffer, LoopbackRules rules) throws IOException {
    int count;
    while ((count = channel.read(buffer.clear())) > 0) {
      LoopbackReply reply = replied ? ignore(count) : take(buffer.flip(), rules);
      if (reply != null) {
        return reply;
      }
    }
    ended |= count < 0;
    return null;
  }

  private @Nullable LoopbackReply ignore(int count) {
    length += count;
    ended |= length > MAX_IGNORED;
    return null;
  }

  private @Nullable LoopbackReply take(ByteBuffer more, LoopbackRules rules) {
    int scanned = Math.max(0, length - 3);
    received =
        length + more.remaining() > received.length
            ? Arrays.copyOf(received, 2 * (length + more.remaining()))
            : received;
    int count = more.remaining();
    more.get(received, length, count);
    length += count;
    return head == null ? takeHead(scanned, rules) : takeBody(head, rules);
  }

  private @Nullable LoopbackReply takeHead(int scanned, LoopbackRules rules) {
    int end = endOfHead(scanned);
    if (end < 0 || end > MAX_HEAD) {
      return length > MAX_HEAD ? LoopbackReply.refusing(431) : null;
    }
    LoopbackRequest request = LoopbackRequest.parse(new String(received, 0, end, ISO_8859_1));
    if (request == null) {
      return LoopbackReply.refusing(400);
    }
    head = request;
    bodyFrom = end + 4;
    LoopbackReply reply = rules.reply(request);
    return reply == null ? takeBody(request, rules) : reply;
  }

  private int endOfHead(int from) {
    for (int i = from; i + 3 < length; i++) {
      if (received[i] == '\r'
          && received[i + 1] == '\n'
          && received[i + 2] == '\r'
          && received[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private @Nullable LoopbackReply takeBody(LoopbackRequest request, LoopbackRules rules) {
    int due = request.contentLength();
    return length - bodyFrom < due
        ? null
        : rules.relayed(new String(received, bodyFrom, due, ISO_8859_1));
  }

  /** Sends the reply: a few kilobytes, for which the buffer of a new socket always has room. */
  void reply(LoopbackReply reply) throws IOException {
    replied = true;
    received = new byte[0];
    length = 0;
    channel.write(ByteBuffer.wrap(reply.response()));
    channel.shutdownOutput();
  }

  /** Whether nothing more is to be expected from the other side. */
  boolean isEnded() {
    return ended;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
