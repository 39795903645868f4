package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.store.file.StoreErrors.Corrupt;
import io.github.zohooauth.store.file.StoreErrors.Refused;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The content of a record's file: the codec's text and a version.
 *
 * <p>The version changes with every change of the record, even if the text does not. In the file, a
 * line precedes the text: {@code zoho-oauth-record <checksum> <format> <version>}. In this format
 * and all later ones, the checksum covers all that follows it. So damage is never mistaken for a
 * newer format or a wrong key.
 *
 * @param version without whitespace
 */
record RecordFormat(String version, String text) {

  /** The limit for a record of any codec. */
  static final int MAX_BYTES = 512 * 1024;

  private static final byte[] MAGIC = "zoho-oauth-record ".getBytes(US_ASCII);
  private static final int CHECKSUM = 8;
  private static final int BODY = MAGIC.length + CHECKSUM + 1;
  private static final String FORMAT = "1 ";

  /** Returns a record with a new version. */
  static RecordFormat of(String text) {
    return new RecordFormat(UUID.randomUUID().toString(), text);
  }

  boolean hasVersionOf(RecordFormat other) {
    return version.equals(other.version);
  }

  /**
   * Returns the bytes of the file.
   *
   * @throws Refused if they are more than a read accepts
   */
  byte[] bytes() throws Refused {
    byte[] body = (FORMAT + version + "\n" + text).getBytes(UTF_8);
    byte[] bytes = new byte[BODY + body.length];
    if (bytes.length > MAX_BYTES) {
      throw new Refused(
          "would be larger than %d KiB. It was not written".formatted(MAX_BYTES / 1024));
    }
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    System.arraycopy(body, 0, bytes, BODY, body.length);
    byte[] checksum = checksum(bytes);
    System.arraycopy(checksum, 0, bytes, MAGIC.length, CHECKSUM);
    bytes[BODY - 1] = ' ';
    return bytes;
  }

  /**
   * Returns the record in these bytes.
   *
   * @throws Corrupt if they are not what was written
   * @throws UnreadableRecordException if a newer version of this library wrote them
   */
  static RecordFormat parse(byte[] bytes) throws Corrupt {
    if (bytes.length <= BODY
        || bytes.length > MAX_BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || !Arrays.equals(bytes, MAGIC.length, BODY - 1, checksum(bytes), 0, CHECKSUM)
        || bytes[BODY - 1] != ' ') {
      throw new Corrupt();
    }
    String body = new String(bytes, BODY, bytes.length - BODY, UTF_8);
    if (!body.startsWith(FORMAT)) {
      throw new UnreadableRecordException(
          "the record has format %s, but this version of zoho-oauth reads format %s. Use a newer"
                  .formatted(body.lines().findFirst().orElse("").split(" ", 2)[0], FORMAT.strip())
              + " version.");
    }
    int line = body.indexOf('\n');
    return new RecordFormat(body.substring(FORMAT.length(), line), body.substring(line + 1));
  }

  private static byte[] checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, BODY, bytes.length - BODY);
    return HexFormat.of().toHexDigits(checksum.getValue(), CHECKSUM).getBytes(US_ASCII);
  }

  /** Returns the version without the text, which may hold tokens. */
  @Override
  public String toString() {
    return "RecordFormat[" + version + "]";
  }
}
