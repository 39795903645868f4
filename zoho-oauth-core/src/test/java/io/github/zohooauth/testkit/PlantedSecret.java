package io.github.zohooauth.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The planted secrets: no eight characters of any of them may ever be shown. */
public enum PlantedSecret {
  CLIENT_SECRET,
  OTHER_CLIENT_SECRET,
  CODE,
  STORED_ACCESS_TOKEN,
  STORED_REFRESH_TOKEN,
  ISSUED_ACCESS_TOKEN,
  ISSUED_REFRESH_TOKEN,
  ID_TOKEN,
  IN_ERROR_CODE,
  IN_ERROR_DESCRIPTION,
  IN_API_DOMAIN,
  IN_HEADER,
  STATE,
  DEVICE_CODE,
  CODE_VERIFIER,
  ENCRYPTION_KEY;

  private static final int SLICE = 8;
  private static final Map<String, PlantedSecret> SLICES = new HashMap<>();

  static {
    for (PlantedSecret secret : values()) {
      for (int i = 0; i + SLICE <= secret.value.length(); i++) {
        SLICES.put(secret.value.substring(i, i + SLICE), secret);
      }
    }
  }

  public final String value =
      new Random(name().hashCode())
          .ints(40, 0, 36)
          .mapToObj(digit -> Character.toString(Character.forDigit(digit, 36)))
          .collect(Collectors.joining());

  /** The secrets of which the text shows a slice. */
  public static Set<PlantedSecret> shownIn(String text) {
    Set<PlantedSecret> shown = new TreeSet<>();
    for (int i = 0; i + SLICE <= text.length(); i++) {
      PlantedSecret secret = SLICES.get(text.substring(i, i + SLICE));
      if (secret != null) {
        shown.add(secret);
      }
    }
    return shown;
  }

  /** All that an exception can show: text, stack, causes and suppressed ones. */
  public static Set<PlantedSecret> shownIn(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return shownIn(text + Arrays.toString(failure.getSuppressed()));
  }
}
