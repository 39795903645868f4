package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** Answers gone wrong, from ones that are right: one seed gives one row of mutants. */
public final class AnswerMutants {

  private static final int MEGABYTE = 1024 * 1024;

  /** Each takes a right answer and chance, and makes a wrong one. */
  private static final List<BiFunction<String, Random, byte[]>> MUTATIONS =
      List.of(
          AnswerMutants::flipBits,
          AnswerMutants::truncate,
          AnswerMutants::spliceBytes,
          AnswerMutants::swapPieces,
          (text, chance) -> bytes(nested(text, "[", "]", chance)),
          (text, chance) -> bytes(nested(text, "{\"a\":", "}", chance)),
          (text, chance) -> bytes(text.replaceFirst("\\{", "{\"n\":" + hugeNumber(chance) + ",")),
          (text, chance) -> bytes(text.replaceFirst("3600", hugeNumber(chance))),
          (text, chance) -> bytes(text.replaceFirst("\\{", "{\"access_token\":\"x\",")),
          (text, chance) -> bytes(text + text),
          (text, chance) -> bytes(text + "{\"access_token\":\"x\"}"),
          (text, chance) -> bytes("\ufeff" + text),
          (text, chance) -> text.getBytes(chance.nextBoolean() ? UTF_16 : UTF_16LE),
          (text, chance) -> text.replace("o", "\u00f6").getBytes(ISO_8859_1),
          (text, chance) -> bytes("<!DOCTYPE html><pre>" + text + "</pre>"),
          (text, chance) -> bytes(text.replaceFirst("3600", "NaN")),
          (text, chance) -> bytes(text.replace("\":\"", "\":\"\\r\\n\\u0000\\ud800")),
          (text, chance) -> bytes(text.replace('"', '\'')),
          (text, chance) -> bytes("[" + text + "]"),
          (text, chance) -> bytes(TokenAnswer.text(text.replace("\"", "\\\""))));

  private final Random chance;

  public AnswerMutants(long seed) {
    chance = new Random(seed);
  }

  /** The next wrong answer to this call. */
  public CannedAnswer next(TokenCall call) {
    return of(right(call));
  }

  /** A wrong answer made from this right one. */
  public CannedAnswer of(String right) {
    byte[] body =
        chance.nextInt(100) == 0
            ? padded(right)
            : MUTATIONS.get(chance.nextInt(MUTATIONS.size())).apply(right, chance);
    int[] statuses = {200, 200, 200, 200, 201, 302, 400, 401, 429, 500, 503};
    int status = statuses[chance.nextInt(statuses.length)];
    String[] types = {"application/json;charset=UTF-8", "text/html", "x/" + secret(), "\u00e9;;"};
    return CannedAnswer.of(status, types[chance.nextInt(types.length)], body)
        .with("Location", "https://" + secret() + ".example")
        .with("Retry-After", chance.nextBoolean() ? secret() : "60");
  }

  private static String secret() {
    return PlantedSecret.IN_HEADER.value;
  }

  private String right(TokenCall call) {
    if (chance.nextInt(3) == 0) {
      String code = chance.nextBoolean() ? "invalid_code" : PlantedSecret.IN_ERROR_CODE.value;
      String description = TokenAnswer.text(PlantedSecret.IN_ERROR_DESCRIPTION.value);
      return "{\"error\":\"%s\",\"error_description\":%s}".formatted(code, description);
    }
    if (call == TokenCall.REVOKE && chance.nextBoolean()) {
      return "{\"status\":\"success\"}";
    }
    return TokenAnswer.to(call)
        .with("refresh_token", TokenAnswer.text(PlantedSecret.ISSUED_REFRESH_TOKEN.value))
        .with("id_token", TokenAnswer.text(PlantedSecret.ID_TOKEN.value))
        .with(
            "api_domain",
            TokenAnswer.text("https://x.zohoapis.eu." + PlantedSecret.IN_API_DOMAIN.value))
        .json();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] flipBits(String text, Random chance) {
    byte[] bytes = bytes(text);
    for (int flips = 1 + chance.nextInt(8); flips > 0; flips--) {
      bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
    }
    return bytes;
  }

  private static byte[] truncate(String text, Random chance) {
    byte[] bytes = bytes(text);
    return Arrays.copyOf(bytes, chance.nextInt(bytes.length));
  }

  private static byte[] spliceBytes(String text, Random chance) {
    byte[] noise = new byte[1 + chance.nextInt(16)];
    chance.nextBytes(noise);
    byte[] bytes = bytes(text);
    bytes[chance.nextInt(bytes.length)] = noise[0];
    byte[] longer = Arrays.copyOf(bytes, bytes.length + noise.length);
    System.arraycopy(noise, 0, longer, bytes.length, noise.length);
    return longer;
  }

  private static byte[] swapPieces(String text, Random chance) {
    String[] pieces = text.split("(?=[,:{}\"])");
    int one = chance.nextInt(pieces.length);
    int other = chance.nextInt(pieces.length);
    String kept = pieces[one];
    pieces[one] = pieces[other];
    pieces[other] = kept;
    return bytes(String.join("", pieces));
  }

  private static String nested(String text, String open, String close, Random chance) {
    int depth = new int[] {15, 16, 17, 1_000, 100_000}[chance.nextInt(5)];
    String closed = chance.nextBoolean() ? close.repeat(depth) : "";
    return text.replaceFirst("\\{", "{\"deep\":" + open.repeat(depth) + "1" + closed + ",");
  }

  private static String hugeNumber(Random chance) {
    String digits = "9".repeat(new int[] {1, 19, 31, 32, 33, 100_000}[chance.nextInt(6)]);
    List<String> exponents =
        List.of("", "e999999999", "E-999999999", "e9999999999", ".5e-9999999999");
    String exponent = exponents.get(chance.nextInt(exponents.size()));
    return (chance.nextBoolean() ? "-" : "") + digits + exponent;
  }

  private static byte[] padded(String text) {
    byte[] bytes = new byte[10 * MEGABYTE];
    Arrays.fill(bytes, (byte) ' ');
    byte[] body = bytes(text);
    System.arraycopy(body, 0, bytes, bytes.length - body.length, body.length);
    return bytes;
  }
}
