package io.github.zohooauth.examples.benchmarks.files;

import io.github.zohooauth.examples.benchmarks.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one file of Zoho's CRM SDK, in the format and by the steps of its file store: a line for each
 * user, read from the start, and all written again in place, unsynced.
 */
public final class ZohoSdkFile implements TokenFiles {

  private static final String HEADER =
      "id,user_name,client_id,client_secret,refresh_token,access_token,grant_token,expiry_time,"
          + "redirect_url,api_domain";

  private final Path file;

  public ZohoSdkFile(Path directory) throws IOException {
    this.file = Files.createDirectories(directory).resolve("sdk_tokens.txt");
  }

  private static String line(int owner) {
    return "%d,user-%d,1000.CLIENT,secret,%s,%s,,1767272400000,,https://www.zohoapis.eu"
        .formatted(owner, owner, Store.refreshToken(owner), Store.ACCESS_TOKEN);
  }

  @Override
  public void fill(int owners) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int owner = 0; owner < owners; owner++) {
      lines.add(line(owner));
    }
    Files.write(file, lines);
  }

  @Override
  public String load(int owner) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split(",", -1);
      if (columns[1].equals("user-" + owner)) {
        return columns[4];
      }
    }
    throw new IOException("no such owner");
  }

  @Override
  public void save(int owner) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).split(",", -1)[1].equals("user-" + owner)) {
        lines.set(i, line(owner));
      }
    }
    Files.write(file, lines);
  }
}
