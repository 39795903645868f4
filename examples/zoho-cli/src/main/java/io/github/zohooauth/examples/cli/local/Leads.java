package io.github.zohooauth.examples.cli.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.cli.profile.Clients;
import io.github.zohooauth.http.ZohoHttpClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Two dozen leads, so that there is something to see. */
final class Leads {

  private static final List<String> PEOPLE =
      List.of(
          "Ada Lovelace,Analytical Engines",
          "Grace Hopper,Compilers & Co",
          "Alan Turing,Bletchley",
          "Edsger Dijkstra,Shortest Path",
          "Barbara Liskov,Substitution",
          "Donald Knuth,Literate",
          "Margaret Hamilton,Apollo Guidance",
          "Tony Hoare,Quicksort",
          "Frances Allen,Optimizers",
          "John Backus,Fortran Works",
          "Radia Perlman,Spanning Tree",
          "Ken Thompson,Unics",
          "Karen Sparck Jones,Inverse Frequency",
          "Dennis Ritchie,Portable C",
          "Jean Bartik,Eniac",
          "Niklaus Wirth,Oberon",
          "Sophie Wilson,Acorn",
          "John McCarthy,Lambda",
          "Lynn Conway,Vlsi",
          "Adele Goldberg,Smalltalk",
          "Peter Naur,Algol",
          "Mary Kenneth Keller,Basic",
          "Robin Milner,Standard",
          "Kathleen Booth,Assembly");

  private Leads() {}

  static void add(Clients clients) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode leads = body.putArray("data");
    for (String person : PEOPLE) {
      int comma = person.indexOf(',');
      int blank = person.lastIndexOf(' ', comma);
      ObjectNode unused =
          leads
              .addObject()
              .put("First_Name", person.substring(0, blank))
              .put("Last_Name", person.substring(blank + 1, comma))
              .put("Company", person.substring(comma + 1));
    }
    try (SelfClient client = clients.self()) {
      HttpRequest request =
          HttpRequest.newBuilder(client.getAccessToken().resolve("/crm/v8/Leads"))
              .POST(BodyPublishers.ofString(body.toString()))
              .build();
      int status =
          ZohoHttpClient.authorizing(HttpClient.newHttpClient(), client)
              .send(request, BodyHandlers.discarding())
              .statusCode();
      if (status >= 300) {
        throw new IOException("the leads were answered with HTTP " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
