package io.github.zohooauth.localzoho.internal.state;

import java.util.Set;

/** The services that scopes begin with (section 12), by how many organizations an account has. */
final class Services {
  /** Those that act for the account, and may stand beside any product (2.9). */
  private static final Set<String> OF_ACCOUNT =
      Set.of("AaaServer", "ZohoContacts", "ZohoProfile", "ZohoFiles");

  /** Products of which an account has one (4.2 names Cliq; the others are a guess). */
  private static final Set<String> OF_ONE_ORGANIZATION =
      Set.of("ZohoCliq", "ZohoSearch", "ZohoSign", "ZohoPay", "ZohoCampaigns");

  private static final Set<String> OF_ORGANIZATIONS =
      Set.of(
          "ZohoCRM",
          "ZohoBigin",
          "ZohoBooks",
          "ZohoInvoice",
          "ZohoInventory",
          "ZohoSubscriptions",
          "ZohoExpense",
          "ZohoAnalytics",
          "ZohoShow",
          "ZohoShowtime",
          "ZohoMail",
          "ZohoProjects",
          "ZohoCreator",
          "ZohoCatalyst",
          "ZohoSprints",
          "ZohoRecruit",
          "ZOHOPEOPLE",
          "Desk",
          "PhoneBridge",
          "WorkDrive");

  private Services() {}

  static boolean exists(String service) {
    return OF_ACCOUNT.contains(service) || isProduct(service);
  }

  static boolean isProduct(String service) {
    return OF_ONE_ORGANIZATION.contains(service) || OF_ORGANIZATIONS.contains(service);
  }

  /** Returns whether {@code client_credentials} have to name an organization for it (4.2). */
  static boolean needsOrganization(String service) {
    return OF_ORGANIZATIONS.contains(service);
  }
}
