package io.github.zohooauth.store;

import io.github.zohooauth.DataCenter;
import java.util.List;
import java.util.Map;

/** What an import makes of one row, before it is stored. */
public final class SdkSamples {

  private SdkSamples() {}

  public static List<Object> of(Map<String, String> columns, DataCenter dataCenter) {
    SdkRow row = SdkRow.of(1, columns);
    SdkRow.Place place = row.place(List.of(dataCenter));
    return List.of(row, place, row.named(place));
  }
}
