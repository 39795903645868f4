package outside;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs the first program of the README twice, against a Zoho on this machine. */
public final class Zoho {

  private static final LocalZoho ZOHO = LocalZoho.start();

  static final Client CLIENT = ZOHO.user("eu").selfClient();
  static final String CODE = CLIENT.code("ZohoCRM.org.READ");
  static final DataCenter EU =
      DataCenter.of("eu", ZOHO.accountsServer("eu"), ZOHO.apiBase("eu", CrmEnvironment.PRODUCTION));

  private Zoho() {}

  public static void main(String[] args) throws Exception {
    boolean module = Zoho.class.getModule().isNamed();
    boolean library = SelfClient.class.getModule().isNamed();
    if (module != library || module != args[0].equals("module path")) {
      throw new IllegalStateException("not on the " + args[0]);
    }
    String first = output(args[1]);
    String second = output(args[1]);
    ZOHO.close();
    if (!first.contains("\"company_name\":") || !second.equals(first)) {
      throw new IllegalStateException("Zoho answered " + first + " and then " + second);
    }
    if (ZOHO.tokenRequests().size() != 1) {
      throw new IllegalStateException("The second run did not find the first one's token.");
    }
    System.out.println("On the " + args[0] + ": the README's first program works.");
  }

  private static String output(String tokens) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      FirstCall.main(new String[] {tokens});
    } finally {
      System.setOut(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
