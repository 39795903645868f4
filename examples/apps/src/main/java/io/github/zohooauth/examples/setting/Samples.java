package io.github.zohooauth.examples.setting;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a user of a Zoho on this machine has there, so that a program has something to show. */
public final class Samples {

  /** First name, last name, company, phone and status of each lead. */
  private static final String LEADS =
      """
      Ada|Lovelace|Analytical Engines|+44 20 7946 0101|Contacted
      Grace|Hopper|Cobol Systems|+1 202 555 0102|Qualified
      Alan|Turing|Bombe Works|+44 20 7946 0103|Contacted
      Margaret|Hamilton|Apollo Guidance|+1 617 555 0104|Qualified
      Konrad|Zuse|Zuse Apparatebau|+49 30 5550 0105|New
      Katherine|Johnson|Orbit Partners|+1 757 555 0106|Contacted
      Edsger|Dijkstra|Shortest Paths|+31 40 555 0107|Not interested
      Barbara|Liskov|Substitution Labs|+1 617 555 0108|Qualified
      Niklaus|Wirth|Oberon|+41 44 555 01 09|New
      Hedy|Lamarr|Spread Spectrum|+1 310 555 0110|New
      John|Backus|Fortran House|+1 408 555 0111|Contacted
      Radia|Perlman|Spanning Trees|+1 425 555 0112|Qualified
      Donald|Knuth|Literate Press|+1 650 555 0113|Not interested
      Frances|Allen|Optimizing Compilers|+1 914 555 0114|Contacted
      Dennis|Ritchie|Bell and Sons|+1 908 555 0115|New
      Adele|Goldberg|Smalltalk Studio|+1 650 555 0116|Qualified
      Ken|Thompson|Chess Endings|+1 908 555 0117|New
      Sophie|Wilson|Acorn Instruments|+44 1223 555 118|Contacted
      Claude|Shannon|Entropy Telecom|+1 617 555 0119|Qualified
      Karen|Sparck Jones|Inverse Frequency|+44 1223 555 120|New
      Tony|Hoare|Quick and Sorted|+44 1865 555 121|Contacted
      Lynn|Conway|Very Large Scale|+1 734 555 0122|Qualified
      Vint|Cerf|Packet Forwarding|+1 703 555 0123|New
      Jean|Sammet|Formac Consulting|+1 413 555 0124|Contacted
      """;

  private Samples() {}

  /** Adds two dozen leads to the user's first organization. */
  public static void leads(LocalZoho zoho, User user) {
    List<String> leads = new ArrayList<>();
    for (String line : LEADS.lines().toList()) {
      String[] field = line.split("\\|", -1);
      String host = field[2].toLowerCase(Locale.ROOT).replace(' ', '-') + ".example";
      leads.add(
          """
          {"First_Name":"%s","Last_Name":"%s","Company":"%s","Phone":"%s","Lead_Status":"%s",
           "Email":"%s@%s"}\
          """
              .formatted(
                  field[0],
                  field[1],
                  field[2],
                  field[3],
                  field[4],
                  field[0].toLowerCase(Locale.ROOT),
                  host));
    }
    Leads.upsert(zoho, user, "{\"data\":[" + String.join(",", leads) + "]}");
  }

  /** Adds a dozen presentations, of which the last one was changed yesterday. */
  public static User presentations(User user, Instant now) {
    String[] names = {
      "Quarterly results", "Product roadmap", "Welcome to the team", "Customer stories",
      "Security in ten slides", "Trade fair, hall 4", "Brand and colors", "Sales kick-off",
      "How we answer support", "Sustainability report", "Office tour", "Holiday party"
    };
    for (int each = 0; each < names.length; each++) {
      Instant modified = now.minus(1 + 3L * (names.length - 1 - each), ChronoUnit.DAYS);
      user.addPresentation(names[each], 8 + (each * 7) % 25, modified);
    }
    return user;
  }
}
