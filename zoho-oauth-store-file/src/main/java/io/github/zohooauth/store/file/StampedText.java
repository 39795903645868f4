package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.UnreadableRecordException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a record's file holds: the codec's text, and a stamp that is new with every change of the
 * record, also if the text is not.
 *
 * <p>On disk a line comes before the text: {@code zoho-oauth-record <checksum> <format> <stamp>}.
 * The checksum covers all that follows it, in this format and all later ones, so that damage is
 * never mistaken for a newer format, nor for a wrong key.
 *
 * @param stamp no whitespace
 */
record StampedText(String stamp, String text) {

  /** No record is larger, whatever the codec. */
  static final int MAX_BYTES = 512 * 1024;

  private static final byte[] MAGIC = "zoho-oauth-record ".getBytes(US_ASCII);
  private static final int CHECKSUM = 8;
  private static final int BODY = MAGIC.length + CHECKSUM + 1;
  private static final String FORMAT = "1 ";

  static StampedText of(String text) {
    return new StampedText(UUID.randomUUID().toString(), text);
  }

  /**
   * Returns the bytes of a record's file.
   *
   * @throws RefusedException if they are more than are read again
   */
  byte[] bytes() throws RefusedException {
    byte[] body = (FORMAT + stamp + "\n" + text).getBytes(UTF_8);
    byte[] bytes = new byte[BODY + body.length];
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException("would be larger than %d KiB".formatted(MAX_BYTES / 1024));
    }
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    System.arraycopy(body, 0, bytes, BODY, body.length);
    byte[] checksum = checksum(bytes);
    System.arraycopy(checksum, 0, bytes, MAGIC.length, CHECKSUM);
    bytes[BODY - 1] = ' ';
    return bytes;
  }

  /**
   * Returns what these bytes hold.
   *
   * @throws DamagedRecordException if they are not what was written
   * @throws UnreadableRecordException if a newer version of this library wrote them
   */
  static StampedText parse(byte[] bytes) throws DamagedRecordException {
    if (bytes.length <= BODY
        || bytes.length > MAX_BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || !Arrays.equals(bytes, MAGIC.length, BODY - 1, checksum(bytes), 0, CHECKSUM)
        || bytes[BODY - 1] != ' ') {
      throw new DamagedRecordException();
    }
    String body = new String(bytes, BODY, bytes.length - BODY, UTF_8);
    if (!body.startsWith(FORMAT)) {
      throw new UnreadableRecordException(
          "a record has format %s, but this version of zoho-oauth reads %s: use a newer one"
              .formatted(body.lines().findFirst().orElse("").split(" ", 2)[0], FORMAT.strip()));
    }
    int line = body.indexOf('\n');
    return new StampedText(body.substring(FORMAT.length(), line), body.substring(line + 1));
  }

  private static byte[] checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, BODY, bytes.length - BODY);
    return HexFormat.of().toHexDigits(checksum.getValue(), CHECKSUM).getBytes(US_ASCII);
  }

  /** Leaves the text out, which may hold tokens. */
  @Override
  public String toString() {
    return "StampedText[" + stamp + "]";
  }
}
